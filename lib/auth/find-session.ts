import type { Actor } from "#lib/access/types";
import { failure } from "#lib/core/errors";
import type { Runtime } from "#lib/runtime";
import { IDLE_SECONDS } from "./session-cookie.ts";

export type SessionRuntime = Pick<Runtime, "db" | "clock" | "log">;

/** The end of idleness is moved at most this often, in milliseconds. */
const TOUCH_MS = 60_000;

/**
 * The person of a session, read from the database at each call: revoked, expired and idle sessions and suspended
 * people are nobody from that moment.
 * @param touch whether this counts as use of the session; an open stream is none.
 * @throws `unavailable` when the database does not answer.
 */
export async function findSession(
  runtime: SessionRuntime,
  sessionId: string,
  touch: boolean,
): Promise<Actor | undefined> {
  const now = runtime.clock.now();
  const session = await readSession(runtime, sessionId);
  if (!session || session.revokedAt || session.user.status !== "active") return undefined;
  const endsAt = Math.min(session.idleUntil.getTime(), session.expiresAt.getTime());
  if (endsAt <= now) return undefined;
  if (touch && now - session.lastSeenAt.getTime() >= TOUCH_MS) await touchSession(runtime, session, now);
  const { user } = session;
  return {
    kind: "user",
    userId: user.id,
    sessionId: session.id,
    displayName: user.displayName,
    email: user.email,
    portalRole: user.portalRole,
    epoch: user.accessEpoch,
    sessionEndsAt: endsAt,
  };
}

async function readSession(runtime: SessionRuntime, id: string) {
  try {
    return await runtime.db.prisma.userSession.findUnique({ where: { id }, include: { user: true } });
  } catch (cause) {
    runtime.log.error({ err: cause }, "a session could not be read, so it is refused");
    throw failure("unavailable", undefined, { cause });
  }
}

async function touchSession(
  runtime: SessionRuntime,
  session: { id: string; expiresAt: Date },
  now: number,
): Promise<void> {
  const idleUntil = new Date(Math.min(now + IDLE_SECONDS * 1000, session.expiresAt.getTime()));
  const where = { id: session.id, revokedAt: null };
  await runtime.db.prisma.userSession.updateMany({ where, data: { lastSeenAt: new Date(now), idleUntil } });
}
