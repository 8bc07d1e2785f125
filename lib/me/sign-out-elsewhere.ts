import { recordAudit } from "#lib/audit/record-audit";
import { revokeUserSessions } from "#lib/auth/revoke-user-sessions";
import type { Context } from "#lib/context";
import { ownEntry } from "./own-entry.ts";
import { requireOwnAccount } from "./require-own-account.ts";

/** Ends all sessions of the actor but the present one. @returns how many were open. */
export async function signOutElsewhere(ctx: Context): Promise<{ sessions: number }> {
  await requireOwnAccount(ctx);
  const { db, clock } = ctx.runtime;
  const { userId, sessionId } = ctx.actor;
  return await db.prisma.$transaction(async (tx) => {
    const sessions = await revokeUserSessions(tx, userId, new Date(clock.now()), sessionId);
    const entry = ownEntry(ctx, "session.sign-out-elsewhere");
    await recordAudit(ctx, { ...entry, result: "succeeded", detail: { sessions } }, tx);
    return { sessions };
  });
}
