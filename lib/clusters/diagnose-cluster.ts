import { requireAudited } from "#lib/audit/require-audited";
import { withAudit } from "#lib/audit/with-audit";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { diagnoseConnection } from "#lib/kubernetes/diagnosis/diagnose-connection";
import type { ClusterHandle } from "#lib/kubernetes/types/fleet";
import { findCluster } from "./find-cluster.ts";
import { readNamedNamespaces } from "./read-named-namespaces.ts";
import { type ClusterDiagnosis, type DiagnosisStep, diagnosisSchema } from "./schemas.ts";
import { storeDiagnosis } from "./store-diagnosis.ts";
import { tellSteps } from "./tell-steps.ts";
import { toDiagnosis } from "./to-diagnosis.ts";

/**
 * Tries what the stored credential can do. Each step is written to the cluster's status as it begins and ends, so
 * everybody who looks at the cluster sees it run. Changes nothing in the cluster.
 * @throws `conflict` while the cluster is paused or not connected; `client_closed` when whoever started it cancels or
 * leaves: what was found out until then stays.
 */
export async function diagnoseCluster(ctx: Context, slug: string): Promise<ClusterDiagnosis> {
  const attempt = { action: "cluster.diagnose", targetKind: "cluster", targetName: slug };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, attempt);
  const { cluster, entry } = await findCluster(ctx, slug);
  const handle = ctx.runtime.fleet.cluster(cluster.id);
  if (handle === undefined) throw failure("conflict", "The cluster is paused or not connected: resume it before.");
  const detail = { server: cluster.server };
  return await withAudit(ctx, { ...attempt, ...entry, detail }, () => diagnose(ctx, handle));
}

async function diagnose(ctx: Context, handle: ClusterHandle): Promise<ClusterDiagnosis> {
  const { clock } = ctx.runtime;
  const { connection } = handle;
  const namespaces = await readNamedNamespaces(ctx, handle.id);
  const known = await readKnownRights(ctx, handle.id);
  const startedAt = clock.now();
  const steps = new Map<string, DiagnosisStep>();
  // Who replaces the credential meanwhile diagnoses the new one.
  const writer = createWriter(ctx, handle.id, () => handle.connection === connection);
  const told = tellSteps((step) => {
    steps.set(step.id, step);
    writer.write({ startedAt, steps: [...steps.values()], ...known });
  });
  const options = { namespaces, clock, signal: ctx.signal, ...told };
  try {
    const found = await diagnoseConnection(connection, options);
    const diagnosis = toDiagnosis(found, { startedAt, finishedAt: clock.now() });
    writer.write(diagnosis);
    return diagnosis;
  } catch (error) {
    writer.write({ startedAt, finishedAt: clock.now(), steps: [...steps.values()].map(cutOff), ...known });
    throw error;
  } finally {
    await writer.flush();
  }
}

/** What the last diagnosis found about rights: it holds until there is something newer, others rely on it. */
async function readKnownRights(
  { runtime }: Context,
  clusterId: string,
): Promise<Pick<ClusterDiagnosis, "canImpersonate" | "permissions">> {
  const status = await runtime.db.prisma.clusterStatus.findUnique({ where: { clusterId } });
  const { data } = diagnosisSchema.safeParse(status?.diagnosis);
  return { canImpersonate: data?.canImpersonate, permissions: data?.permissions ?? [] };
}

function cutOff(step: DiagnosisStep): DiagnosisStep {
  if (step.state !== "pending" && step.state !== "running") return step;
  return { ...step, state: "unknown", sentence: "Cancelled." };
}

/** Writes one state at a time while they are wanted; states that were overtaken while one was written are left out. */
function createWriter(ctx: Context, clusterId: string, wanted: () => boolean) {
  let waiting: ClusterDiagnosis | undefined;
  let running: Promise<void> | undefined;
  const run = async () => {
    while (waiting !== undefined) {
      const diagnosis = waiting;
      waiting = undefined;
      await storeDiagnosis(ctx.runtime.db.prisma, clusterId, diagnosis).catch((error: unknown) =>
        ctx.runtime.log.warn({ err: error, clusterId }, "a diagnosis was not written"),
      );
      ctx.runtime.live.invalidate();
    }
  };
  const start = () => {
    running ??= run().finally(() => {
      running = undefined;
    });
  };
  return {
    write: (diagnosis: ClusterDiagnosis) => {
      if (!wanted()) return;
      waiting = diagnosis;
      start();
    },
    flush: async () => {
      await running;
    },
  };
}
