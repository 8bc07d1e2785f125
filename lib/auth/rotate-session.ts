import { failure } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import type { Transaction } from "#lib/db/transaction";
import type { Runtime } from "#lib/runtime";
import { sessionCookie } from "./session-cookie.ts";
import { makeSessionToken } from "./session-token.ts";

export type RotatedSession = { readonly sessionId: string; readonly expiresAt: Date };

/**
 * Gives a session another id: cookies that carry the old one are nobody's from the commit on. Its times stay.
 * @throws `not_signed_in` when it has ended meanwhile.
 */
export async function rotateSession(
  tx: Transaction,
  runtime: Pick<Runtime, "clock">,
  sessionId: string,
): Promise<RotatedSession> {
  const id = newId(runtime.clock);
  const [rotated] = await tx.userSession.updateManyAndReturn({
    where: { id: sessionId, revokedAt: null },
    data: { id },
  });
  if (!rotated) throw failure("not_signed_in");
  return { sessionId: id, expiresAt: rotated.expiresAt };
}

/** The `Set-Cookie` that hands a session to the browser, for as long as it can last. */
export async function makeSessionCookie(
  { env, clock }: Pick<Runtime, "env" | "clock">,
  { sessionId, expiresAt }: RotatedSession,
): Promise<string> {
  const seconds = Math.max(0, Math.floor((expiresAt.getTime() - clock.now()) / 1000));
  const token = await makeSessionToken(sessionId, env.WHEELHOUSE_SESSION_SECRET, seconds);
  const { name, options } = sessionCookie(env);
  const secure = options.secure ? "; Secure" : "";
  return `${name}=${token}; Path=${options.path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}
