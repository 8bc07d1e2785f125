import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { Prisma } from "#lib/db/generated/client";
import { publishChange } from "#lib/publish-change";
import { diagnoseCluster } from "./diagnose-cluster.ts";
import { findCluster } from "./find-cluster.ts";

/**
 * Undoes a rotation: the previous credential is active again, the newer one is destroyed with what was known of it. Then
 * finds out what the previous one can do now, where the cluster is connected.
 * @throws `conflict`; `client_closed` when nobody waits for the diagnosis: the rotation is undone all the same
 */
export async function abortRotation(ctx: Context, slug: string): Promise<void> {
  const attempt = { action: "cluster.credential.abort", targetKind: "cluster", targetName: slug };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, attempt);
  const { cluster, entry } = await findCluster(ctx, slug);
  const mine = { clusterId: cluster.id, purpose: "observe" } as const;
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    const previous = await tx.clusterCredential.findFirst({ where: { ...mine, status: "previous" } });
    if (previous === null) throw failure("conflict", "There is no previous credential to return to.");
    await tx.clusterCredential.deleteMany({ where: { ...mine, status: "active" } });
    await tx.clusterCredential.update({ where: { id: previous.id }, data: { status: "active" } });
    await tx.cluster.update({ where: { id: cluster.id }, data: { version: { increment: 1 } } });
    await tx.clusterStatus.updateMany({ where: { clusterId: cluster.id }, data: { diagnosis: Prisma.DbNull } });
    const detail = { fingerprint: previous.fingerprint };
    await recordAudit(ctx, { ...entry, action: attempt.action, result: "succeeded", detail }, tx);
  });
  await publishChange(ctx.runtime);
  if (ctx.runtime.fleet.cluster(cluster.id) !== undefined) await diagnoseCluster(ctx, slug);
}
