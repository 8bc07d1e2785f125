import { extendGrantContract } from "#lib/grants/contracts";
import { extendGrant } from "#lib/grants/extend-grant";
import { defineRoute } from "#lib/http/define-route";

export const POST = defineRoute(extendGrantContract, ({ ctx, params, body }) => extendGrant(ctx, params.grant, body));
