import { defineRoute } from "#lib/http/define-route";
import { resetPasswordContract } from "#lib/users/contracts";
import { resetPassword } from "#lib/users/reset-password";

export const POST = defineRoute(resetPasswordContract, ({ ctx, params }) => resetPassword(ctx, params.user));
