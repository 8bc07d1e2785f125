import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import { findLocalIdentity } from "#lib/auth/find-local-account";
import { hashPassword } from "#lib/auth/hash-password";
import { revokeUserSessions } from "#lib/auth/revoke-user-sessions";
import { type RotatedSession, rotateSession } from "#lib/auth/rotate-session";
import { checkPassword } from "#lib/auth/set-local-password";
import { verifyPassword } from "#lib/auth/verify-password";
import type { Context } from "#lib/context";
import { badField, failure } from "#lib/core/errors";
import { parseInput } from "#lib/http/parse-input";
import { OWN_PASSWORD, ownEntry } from "./own-entry.ts";
import { requireOwnAccount } from "./require-own-account.ts";
import { changePasswordInput } from "./schemas.ts";

type Identity = NonNullable<Awaited<ReturnType<typeof findLocalIdentity>>>;

/**
 * Changes the actor's own password, ends their other sessions and gives the present one another id. Nobody can do it
 * for somebody else: the present password is asked for, throttled like a sign-in.
 * @param address where the request comes from, for the throttle
 * @returns the present session as it is now, for its cookie, and how many others were open.
 * @throws `bad_input` with the field and its rule; `conflict` for an account that signs in elsewhere, and when the
 * password was changed meanwhile; `too_many_requests`.
 */
export async function changePassword(
  ctx: Context,
  input: z.input<typeof changePasswordInput>,
  address: string,
): Promise<{ session: RotatedSession; sessions: number }> {
  await requireOwnAccount(ctx);
  const { currentPassword, newPassword } = parseInput(changePasswordInput, input, "body");
  const identity = await findLocalIdentity(ctx.runtime.db, ctx.actor.userId);
  if (!identity) throw failure("conflict", "This account has no password here: it signs in elsewhere.");
  checkPassword(newPassword, ctx.actor.email, "newPassword");
  if (newPassword.normalize("NFC") === currentPassword.normalize("NFC")) {
    throw badField("newPassword", "not the current password");
  }
  await verifyCurrent(ctx, identity, currentPassword, address);
  const passwordHash = await hashPassword(newPassword);
  return await replacePassword(ctx, identity, passwordHash);
}

async function verifyCurrent(ctx: Context, identity: Identity, password: string, address: string): Promise<void> {
  const { throttle } = ctx.runtime;
  if (!throttle) throw failure("internal", "Passwords are not throttled, so they are not looked at.");
  const entry = { ...ownEntry(ctx, OWN_PASSWORD), detail: { address } };
  const attempt = { account: identity.subject, address };
  const refusal = await throttle.begin(attempt);
  if (refusal?.isFirst) await recordAudit(ctx, { ...entry, result: "denied" });
  if (refusal) throw refusal.error;
  if (!(await throttle.inTurn(() => verifyPassword(password, identity.passwordHash)))) {
    await recordAudit(ctx, { ...entry, result: "failed" });
    throw badField("currentPassword", "is not right");
  }
  await throttle.succeeded(attempt);
}

async function replacePassword(ctx: Context, { id, passwordHash: before }: Identity, passwordHash: string) {
  const { db, clock } = ctx.runtime;
  const { userId, sessionId } = ctx.actor;
  return await db.prisma.$transaction(async (tx) => {
    const now = new Date(clock.now());
    const sessions = await revokeUserSessions(tx, userId, now, sessionId);
    // Only the password that was verified is replaced; one that was reset in between is not.
    const where = { id, passwordHash: before };
    const { count } = await tx.identity.updateMany({ where, data: { passwordHash, updatedAt: now } });
    if (count === 0) throw failure("conflict", "The password was changed in the meantime.");
    const session = await rotateSession(tx, ctx.runtime, sessionId);
    const detail = { sessions, sessionId: session.sessionId };
    await recordAudit(ctx, { ...ownEntry(ctx, OWN_PASSWORD), result: "succeeded", detail }, tx);
    return { session, sessions };
  });
}
