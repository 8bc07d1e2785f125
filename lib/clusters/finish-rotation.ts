import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { publishChange } from "#lib/publish-change";
import { findCluster } from "./find-cluster.ts";

/**
 * Second phase of a rotation: destroys the previous credential. Ours is only a copy: the token or certificate itself
 * ends in the cluster. @throws `conflict` when there is none.
 */
export async function finishRotation(ctx: Context, slug: string): Promise<void> {
  const attempt = { action: "cluster.credential.finish", targetKind: "cluster", targetName: slug };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, attempt);
  const { cluster, entry } = await findCluster(ctx, slug);
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    const where = { clusterId: cluster.id, purpose: "observe", status: "previous" } as const;
    const previous = await tx.clusterCredential.findMany({ where, select: { fingerprint: true } });
    if (previous.length === 0) throw failure("conflict", "There is no previous credential.");
    await tx.clusterCredential.deleteMany({ where });
    const detail = { fingerprint: previous[0]?.fingerprint };
    await recordAudit(ctx, { ...entry, action: attempt.action, result: "succeeded", detail }, tx);
  });
  await publishChange(ctx.runtime);
}
