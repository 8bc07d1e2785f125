import { bumpEpochs } from "#lib/access/bump-epochs";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { publishChange } from "#lib/publish-change";
import { findUser } from "./find-user.ts";

/** Lets a suspended account sign in again, with the teams and grants it has. */
export async function reactivateUser(ctx: Context, id: string): Promise<void> {
  const attempt = { action: "user.reactivate", targetKind: "user", targetId: id, targetName: "user" };
  await requireAudited(ctx, { kind: "portal", action: "users.manage" }, attempt);
  const { entry } = await findUser(ctx, id);
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    await tx.user.update({ where: { id }, data: { status: "active" } });
    await recordAudit(ctx, { ...entry, action: attempt.action, result: "succeeded" }, tx);
    await bumpEpochs(tx, [id]);
  });
  await publishChange(ctx.runtime);
}
