import type { z } from "zod";
import { bumpEpochs } from "#lib/access/bump-epochs";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { readKeyRing } from "#lib/credentials/key-ring";
import { sealCredential } from "#lib/credentials/seal-credential";
import { isUniqueViolation } from "#lib/db/is-unique-violation";
import type { KubeconfigContext } from "#lib/kubernetes/kubeconfig/parsed-kubeconfig";
import type { DiagnosisFacts } from "#lib/kubernetes/types/diagnosis";
import type { ClusterDiagnosis, registerClusterInput } from "./schemas.ts";

export type NewCluster = {
  readonly id: string;
  readonly wanted: Omit<z.output<typeof registerClusterInput>, "kubeconfig" | "context">;
  readonly place: { readonly environmentId: string; readonly groupIds: readonly string[] };
  readonly uploaded: KubeconfigContext;
  readonly diagnosis: ClusterDiagnosis;
  readonly facts: DiagnosisFacts;
};

/**
 * Writes a cluster with its sealed credential and its first known state in one transaction. A credential that runs a
 * program is never stored.
 * @throws `conflict` when somebody registered the same name or cluster in the same moment.
 */
export async function storeCluster(ctx: Context, cluster: NewCluster): Promise<{ fingerprint: string | undefined }> {
  const { db, clock, env } = ctx.runtime;
  const { id, uploaded } = cluster;
  const { credential, notAfter } = uploaded;
  const place = { id: newId(clock), clusterId: id, purpose: "observe" as const };
  const ring = readKeyRing(env.WHEELHOUSE_ENCRYPTION_KEYS);
  const sealed = credential.kind === "exec" ? undefined : sealCredential(ring, place, credential);
  try {
    await db.prisma.$transaction(async (tx) => {
      await tx.cluster.create({ data: columnsOf(ctx, cluster) });
      const members = cluster.place.groupIds.map((groupId) => ({ groupId, clusterId: id }));
      await tx.clusterGroupMember.createMany({ data: members });
      const expiry = { notAfter: notAfter === undefined ? null : new Date(notAfter) };
      if (sealed) await tx.clusterCredential.create({ data: { ...sealed, ...expiry } });
      await tx.clusterStatus.create({ data: statusOf(ctx, cluster) });
      await bumpEpochs(tx, "everyone");
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw failure("conflict", "Somebody registered this name or this cluster in the same moment.");
  }
  return { fingerprint: sealed?.fingerprint };
}

function columnsOf(ctx: Context, { id, wanted, place, uploaded, facts }: NewCluster) {
  return {
    id,
    slug: wanted.slug,
    displayName: wanted.displayName,
    description: wanted.description,
    environmentId: place.environmentId,
    provider: wanted.provider || null,
    region: wanted.region || null,
    server: uploaded.server,
    caBundle: uploaded.ca ?? null,
    tlsServerName: uploaded.tlsServerName ?? null,
    kubeSystemUid: facts.uid ?? null,
    defaultNamespace: uploaded.namespace ?? null,
    createdById: ctx.actor.userId,
  };
}

function statusOf(ctx: Context, { id, diagnosis, facts }: NewCluster) {
  const reachable = diagnosis.steps.some((step) => step.id === "reachable" && step.state === "ok");
  return {
    clusterId: id,
    reachable,
    lastOkAt: reachable ? new Date(ctx.runtime.clock.now()) : null,
    k8sVersion: facts.version?.replace(/^v/, "") ?? null,
    latencyMs: facts.latencyMs ?? null,
    diagnosis,
  };
}
