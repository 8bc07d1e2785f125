import { revokeGrantContract } from "#lib/grants/contracts";
import { revokeGrant } from "#lib/grants/revoke-grant";
import { defineRoute } from "#lib/http/define-route";

export const POST = defineRoute(revokeGrantContract, ({ ctx, params }) => revokeGrant(ctx, params.grant));
