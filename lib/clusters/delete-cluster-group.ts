import { bumpEpochs } from "#lib/access/bump-epochs";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { publishChange } from "#lib/publish-change";

/** Deletes a group without grants. The clusters stay. @throws `conflict` while grants name it. */
export async function deleteClusterGroup(ctx: Context, slug: string): Promise<void> {
  const entry = { action: "cluster-group.delete", targetKind: "cluster-group", targetName: slug };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, entry);
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    const found = await tx.clusterGroup.findUnique({
      where: { slug },
      include: { _count: { select: { grants: { where: { revokedAt: null } } } } },
    });
    if (found === null) throw failure("not_found");
    if (found._count.grants > 0)
      throw failure("conflict", `${found._count.grants} grants name this group: revoke them before.`);
    await tx.clusterGroup.delete({ where: { id: found.id } });
    await recordAudit(ctx, { ...entry, targetId: found.id, result: "succeeded" }, tx);
    await bumpEpochs(tx, "everyone");
  });
  await publishChange(ctx.runtime);
}
