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
 * Takes the line and the credential that an operator's own file has now, with what it was found to be able to do, when
 * either is another one than the stored: tokens of local clusters change at each of their starts. A credential that runs
 * a program takes the stored one's place and is not stored. Only for verbs that checked `clusters.manage`.
 */
export async function replaceLocalCredential(
  ctx: Context,
  cluster: Cluster,
  { credential, notAfter, server, ca, tlsServerName, namespace }: KubeconfigContext,
  diagnosis: ClusterDiagnosis,
): Promise<void> {
  const { clock, env, db } = ctx.runtime;
  const place = { id: newId(clock), clusterId: cluster.id, purpose: "observe" as const };
  const ring = readKeyRing(env.WHEELHOUSE_ENCRYPTION_KEYS);
  const sealed = credential.kind === "exec" ? undefined : sealCredential(ring, place, credential);
  const mine = { clusterId: cluster.id, purpose: place.purpose };
  const stored = await db.prisma.clusterCredential.findFirst({ where: { ...mine, status: "active" } });
  const same = stored?.fingerprint === sealed?.fingerprint;
  const line = { server, caBundle: ca ?? null, tlsServerName: tlsServerName ?? null };
  const moved = Object.entries(line).some(([key, value]) => cluster[key as keyof typeof line] !== value);
  if (same && !moved) return;
  await db.prisma.$transaction(async (tx) => {
    if (!same) {
      await tx.clusterCredential.deleteMany({ where: mine });
      const expiry = { notAfter: notAfter === undefined ? null : new Date(notAfter) };
      if (sealed) await tx.clusterCredential.create({ data: { ...sealed, ...expiry } });
    }
    // Of a credential that reads some namespaces only, this is the one that it was found to read.
    const data = { ...line, defaultNamespace: namespace ?? cluster.defaultNamespace, version: { increment: 1 } };
    await tx.cluster.update({ where: { id: cluster.id }, data });
    await storeDiagnosis(tx, cluster.id, diagnosis);
    const target = { targetKind: "cluster", targetId: cluster.id, targetName: cluster.slug, clusterId: cluster.id };
    const detail = { fingerprint: sealed?.fingerprint, source: "file" };
    await recordAudit(ctx, { action: "cluster.credential.rotate", ...target, result: "succeeded", detail }, tx);
  });
}
