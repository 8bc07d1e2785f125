import { newId } from "#lib/core/ids";
import type { Transaction } from "#lib/db/transaction";
import type { Runtime } from "#lib/runtime";
import { ABSOLUTE_SECONDS, IDLE_SECONDS } from "./session-cookie.ts";

/** Ended sessions are kept so long, to answer questions about them; then the person's next sign-in removes them. */
const KEEP_MS = 30 * 24 * 60 * 60 * 1000;

/** Makes the row of a new session. Ids are never taken from a request: each sign-in gets a new one. */
export async function startSession(
  tx: Transaction,
  runtime: Pick<Runtime, "clock">,
  session: { userId: string; userAgent: string | undefined },
): Promise<string> {
  const now = runtime.clock.now();
  const { userId } = session;
  await tx.userSession.deleteMany({ where: { userId, expiresAt: { lt: new Date(now - KEEP_MS) } } });
  const row = await tx.userSession.create({
    data: {
      id: newId(runtime.clock),
      userId,
      createdAt: new Date(now),
      lastSeenAt: new Date(now),
      idleUntil: new Date(now + IDLE_SECONDS * 1000),
      expiresAt: new Date(now + ABSOLUTE_SECONDS * 1000),
      userAgent: session.userAgent?.toWellFormed().replaceAll("\0", "").slice(0, 300),
    },
  });
  return row.id;
}
