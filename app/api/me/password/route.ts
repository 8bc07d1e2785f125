import { addressOf } from "#lib/auth/read-cookie";
import { makeSessionCookie } from "#lib/auth/rotate-session";
import { defineRoute } from "#lib/http/define-route";
import { changePassword } from "#lib/me/change-password";
import { changePasswordContract } from "#lib/me/contracts";

export const POST = defineRoute(changePasswordContract, async ({ ctx, body, http }) => {
  const { session, sessions } = await changePassword(ctx, body, addressOf(http.headers));
  http.setCookie(await makeSessionCookie(ctx.runtime, session));
  return { sessions };
});
