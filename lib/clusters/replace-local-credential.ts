import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/context";
import { newId } from "#lib/core/ids";
import { readKeyRing } from "#lib/credentials/key-ring";
import { sealCredential } from "#lib/credentials/seal-credential";
import type { Cluster } from "#lib/db/generated/client";
import type { KubeconfigContext } from "#lib/kubernetes/kubeconfig/parsed-kubeconfig";
import type { ClusterDiagnosis } from "./schemas.ts";
import { storeDiagnosis } from "./store-diagnosis.ts";

/**
 * Takes the credential that an operator's own file has now, with what it was found to be able to do, when it is another
 * one than the stored: tokens of local clusters change at each of their starts. Only for verbs that checked `clusters.manage`.
 */
export async function replaceLocalCredential(
  ctx: Context,
  cluster: Cluster,
  { credential, notAfter, server, ca }: KubeconfigContext,
  diagnosis: ClusterDiagnosis,
): Promise<void> {
  if (credential.kind === "exec") return;
  const { clock, env, db } = ctx.runtime;
  const place = { id: newId(clock), clusterId: cluster.id, purpose: "observe" as const };
  const sealed = sealCredential(readKeyRing(env.WHEELHOUSE_ENCRYPTION_KEYS), place, credential);
  const mine = { clusterId: cluster.id, purpose: place.purpose };
  const same = await db.prisma.clusterCredential.count({
    where: { ...mine, status: "active", fingerprint: sealed.fingerprint },
  });
  const moved = cluster.server !== server || (cluster.caBundle ?? undefined) !== ca;
  if (same > 0 && !moved) return;
  await db.prisma.$transaction(async (tx) => {
    if (same === 0) {
      await tx.clusterCredential.deleteMany({ where: mine });
      const expiry = { notAfter: notAfter === undefined ? null : new Date(notAfter) };
      await tx.clusterCredential.create({ data: { ...sealed, ...expiry } });
    }
    const data = { server, caBundle: ca ?? null, version: { increment: 1 } };
    await tx.cluster.update({ where: { id: cluster.id }, data });
    await storeDiagnosis(tx, cluster.id, diagnosis);
    const target = { targetKind: "cluster", targetId: cluster.id, targetName: cluster.slug, clusterId: cluster.id };
    const detail = { fingerprint: sealed.fingerprint, source: "file" };
    await recordAudit(ctx, { action: "cluster.credential.rotate", ...target, result: "succeeded", detail }, tx);
  });
}
