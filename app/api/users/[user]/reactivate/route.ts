import { defineRoute } from "#lib/http/define-route";
import { reactivateUserContract } from "#lib/users/contracts";
import { reactivateUser } from "#lib/users/reactivate-user";

export const POST = defineRoute(reactivateUserContract, ({ ctx, params }) => reactivateUser(ctx, params.user));
