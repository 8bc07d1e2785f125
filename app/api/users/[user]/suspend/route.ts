import { defineRoute } from "#lib/http/define-route";
import { suspendUserContract } from "#lib/users/contracts";
import { suspendUser } from "#lib/users/suspend-user";

export const POST = defineRoute(suspendUserContract, ({ ctx, params }) => suspendUser(ctx, params.user));
