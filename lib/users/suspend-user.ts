import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import { revokeUserSessions } from "#lib/auth/revoke-user-sessions";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { publishChange } from "#lib/publish-change";
import { findUser } from "./find-user.ts";
import { keepOnePlatformEngineer } from "./keep-one-platform-engineer.ts";

/**
 * Suspends an account: its sessions end within a second and it cannot sign in. Teams and grants stay for a return.
 * @throws `conflict` for one's own account and for the last platform engineer.
 */
export async function suspendUser(ctx: Context, id: string): Promise<void> {
  const attempt = { action: "user.suspend", targetKind: "user", targetId: id, targetName: "user" };
  await requireAudited(ctx, { kind: "portal", action: "users.manage" }, attempt);
  const { user, entry } = await findUser(ctx, id);
  if (id === ctx.actor.userId) throw failure("conflict", "This is your own account.");
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    if (user.portalRole === "platform") await keepOnePlatformEngineer(tx, id);
    await tx.user.update({ where: { id }, data: { status: "suspended" } });
    const sessions = await revokeUserSessions(tx, id, new Date(ctx.runtime.clock.now()));
    await recordAudit(ctx, { ...entry, action: attempt.action, result: "succeeded", detail: { sessions } }, tx);
  });
  await publishChange(ctx.runtime);
}
