import { bumpEpochs } from "#lib/access/bump-epochs";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { publishChange } from "#lib/publish-change";
import { findCluster } from "./find-cluster.ts";

/** Connects to a paused cluster again. @throws `conflict` when it is active already. */
export async function resumeCluster(ctx: Context, slug: string): Promise<void> {
  const attempt = { action: "cluster.resume", targetKind: "cluster", targetName: slug };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, attempt);
  const { cluster, entry } = await findCluster(ctx, slug);
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    const where = { id: cluster.id, state: "paused" } as const;
    const { count } = await tx.cluster.updateMany({ where, data: { state: "active", version: { increment: 1 } } });
    if (count === 0) throw failure("conflict", "The cluster is active already.");
    await recordAudit(ctx, { ...entry, action: attempt.action, result: "succeeded" }, tx);
    await bumpEpochs(tx, "everyone");
  });
  await publishChange(ctx.runtime);
}
