import { createGrantContract, listGrantsContract } from "#lib/grants/contracts";
import { createGrant } from "#lib/grants/create-grant";
import { listGrants } from "#lib/grants/list-grants";
import { defineRoute } from "#lib/http/define-route";

export const GET = defineRoute(listGrantsContract, ({ ctx, query }) => listGrants(ctx, query));
export const POST = defineRoute(createGrantContract, ({ ctx, body }) => createGrant(ctx, body));
