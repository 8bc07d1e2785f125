import { defineRoute } from "#lib/http/define-route";
import { reactivateUserContract } from "#lib/users/contracts";
import { reactivateUser } from "#lib/users/reactivate-user";

export const POST = defineRoute(reactivateUserContract, async ({ ctx, params }) => {
  await reactivateUser(ctx, params.user);
});
