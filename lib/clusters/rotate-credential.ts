import type { z } from "zod";
import { requireAudited } from "#lib/audit/require-audited";
import { withAudit } from "#lib/audit/with-audit";
import type { Context } from "#lib/context";
import { badField, failure } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { readKeyRing } from "#lib/credentials/key-ring";
import { sealCredential } from "#lib/credentials/seal-credential";
import type { Cluster } from "#lib/db/generated/client";
import { isUniqueViolation } from "#lib/db/is-unique-violation";
import { parseInput } from "#lib/http/parse-input";
import { publishChange } from "#lib/publish-change";
import { diagnoseContext } from "./diagnose-context.ts";
import { findCluster } from "./find-cluster.ts";
import { readUploadedContext, type UploadedContext } from "./read-kubeconfig.ts";
import { readNamedNamespaces } from "./read-named-namespaces.ts";
import { type ClusterDiagnosis, type RotatedCredential, rotateCredentialInput } from "./schemas.ts";
import { storeDiagnosis } from "./store-diagnosis.ts";
import type { StepListener } from "./tell-steps.ts";

/**
 * First phase of a rotation: finds out what the new credential can do on the registered server, and only if the same
 * cluster answers and accepts it makes it the active one, with what was found. The one before is kept as `previous`
 * until somebody finishes or undoes the rotation.
 * @param onStep hears of each step of the diagnosis as it begins and ends
 * @throws `bad_input` when the file names another server or another cluster answers, or the credential is the same;
 * `conflict` when the cluster turns out to be registered under another name too; `cluster_refused`,
 * `cluster_unreachable`; `client_closed` when nobody waits any more. Nothing has changed then.
 */
export async function rotateCredential(
  ctx: Context,
  slug: string,
  input: z.input<typeof rotateCredentialInput>,
  onStep?: StepListener,
): Promise<RotatedCredential> {
  const attempt = { action: "cluster.credential.rotate", targetKind: "cluster", targetName: slug };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, attempt);
  const { kubeconfig, context } = parseInput(rotateCredentialInput, input, "body");
  const { cluster, entry } = await findCluster(ctx, slug);
  const uploaded = readUploadedContext(ctx.runtime, kubeconfig, context);
  if (uploaded.server !== cluster.server) throw badField("server", "must be the registered address of this cluster");
  const result = await withAudit(ctx, { ...entry, action: attempt.action }, async (note) => {
    const { diagnosis, facts, problem } = await diagnose(ctx, cluster, uploaded, onStep);
    if (problem !== undefined) throw problem;
    const { uid } = facts;
    if (cluster.kubeSystemUid !== null && uid !== cluster.kubeSystemUid) throw otherCluster(uid, diagnosis);
    const found = { uid, diagnosis };
    const fingerprint = await activate(ctx, cluster, uploaded, found).catch((error) => explain(ctx, error, uid));
    note({ fingerprint });
    return { fingerprint, diagnosis };
  });
  await publishChange(ctx.runtime);
  return result;
}

/** Over the registered line, which the new credential does not change. */
async function diagnose(ctx: Context, cluster: Cluster, uploaded: UploadedContext, onStep?: StepListener) {
  const { id, slug, caBundle, tlsServerName } = cluster;
  const context = { ...uploaded, ca: caBundle ?? undefined, tlsServerName: tlsServerName ?? undefined };
  const place = { id, slug, namespaces: await readNamedNamespaces(ctx, id) };
  return await diagnoseContext(ctx, context, place, onStep);
}

function otherCluster(uid: string | undefined, { steps }: ClusterDiagnosis) {
  if (uid !== undefined)
    return badField("context", "reaches another cluster: its kube-system namespace has another uid");
  const cut = steps.find(({ id, state }) => id === "identity" && state === "failed");
  if (cut) return failure("cluster_unreachable", cut.sentence);
  return badField(
    "user",
    "may not read the kube-system namespace, so it cannot be proved that this is the same cluster",
  );
}

/** Another record has the uid that this one had not known yet. */
async function explain(ctx: Context, error: unknown, uid: string | undefined): Promise<never> {
  if (uid === undefined || !isUniqueViolation(error)) throw error;
  const other = await ctx.runtime.db.prisma.cluster.findUnique({ where: { kubeSystemUid: uid } });
  if (other === null) throw error;
  throw failure("conflict", `This is the cluster that is registered as ${other.slug}. Remove one of the two.`);
}

async function activate(
  ctx: Context,
  cluster: Cluster,
  { credential, notAfter }: UploadedContext,
  { uid, diagnosis }: { uid: string | undefined; diagnosis: ClusterDiagnosis },
): Promise<string> {
  const { clock, env, db } = ctx.runtime;
  const place = { id: newId(clock), clusterId: cluster.id, purpose: "observe" as const };
  const sealed = sealCredential(readKeyRing(env.WHEELHOUSE_ENCRYPTION_KEYS), place, credential);
  const mine = { clusterId: cluster.id, purpose: place.purpose };
  await db.prisma.$transaction(async (tx) => {
    const { count } = await tx.cluster.updateMany({
      where: { id: cluster.id, version: cluster.version },
      data: { version: { increment: 1 }, kubeSystemUid: uid ?? cluster.kubeSystemUid },
    });
    if (count === 0) throw failure("conflict");
    const same = await tx.clusterCredential.count({ where: { ...mine, fingerprint: sealed.fingerprint } });
    if (same > 0) throw badField("user", "is the credential that is kept already");
    await tx.clusterCredential.deleteMany({ where: { ...mine, status: "previous" } });
    await tx.clusterCredential.updateMany({ where: { ...mine, status: "active" }, data: { status: "previous" } });
    const notAfterDate = notAfter === undefined ? null : new Date(notAfter);
    await tx.clusterCredential.create({ data: { ...sealed, notAfter: notAfterDate, status: "active" } });
    await storeDiagnosis(tx, cluster.id, diagnosis);
  });
  return sealed.fingerprint;
}
