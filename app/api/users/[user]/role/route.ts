import { defineRoute } from "#lib/http/define-route";
import { setPortalRoleContract } from "#lib/users/contracts";
import { setPortalRole } from "#lib/users/set-portal-role";

export const PUT = defineRoute(setPortalRoleContract, ({ ctx, params, body }) => setPortalRole(ctx, params.user, body));
