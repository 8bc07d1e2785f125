import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import { revokeUserSessions } from "#lib/auth/revoke-user-sessions";
import type { Context } from "#lib/context";
import { publishChange } from "#lib/publish-change";
import { findUser } from "./find-user.ts";

/** Signs a person out everywhere. @returns how many sessions were open. */
export async function revokeSessions(ctx: Context, id: string): Promise<{ sessions: number }> {
  const attempt = { action: "user.sign-out", targetKind: "user", targetId: id, targetName: "user" };
  await requireAudited(ctx, { kind: "portal", action: "users.manage" }, attempt);
  const { entry } = await findUser(ctx, id);
  const sessions = await ctx.runtime.db.prisma.$transaction(async (tx) => {
    const count = await revokeUserSessions(tx, id, new Date(ctx.runtime.clock.now()));
    await recordAudit(ctx, { ...entry, action: attempt.action, result: "succeeded", detail: { sessions: count } }, tx);
    return count;
  });
  await publishChange(ctx.runtime);
  return { sessions };
}
