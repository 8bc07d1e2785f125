import { requireAudited } from "#lib/audit/require-audited";
import { withAudit } from "#lib/audit/with-audit";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { diagnoseConnection } from "#lib/kubernetes/diagnosis/diagnose-connection";
import type { DiagnosisStep } from "#lib/kubernetes/types/diagnosis";
import type { ClusterHandle } from "#lib/kubernetes/types/fleet";
import { findCluster } from "./find-cluster.ts";
import { readDesiredFleet } from "./read-desired-fleet.ts";
import type { ClusterDiagnosis } from "./schemas.ts";
import { toDiagnosis } from "./to-diagnosis.ts";

/**
 * Tries what the stored credential can do. Each step is written to the cluster's status as it is done, so everybody who
 * looks at the cluster sees it run, also when whoever started it has left. Changes nothing in the cluster.
 * @throws `conflict` while the cluster is paused or not connected.
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
  const { db, clock } = ctx.runtime;
  const desired = (await readDesiredFleet(db, clock.now())).find(({ id }) => id === handle.id);
  const startedAt = clock.now();
  const done: DiagnosisStep[] = [];
  const writer = createWriter(ctx, handle.id);
  writer.write(toDiagnosis({ startedAt, done }));
  const { steps, facts } = await diagnoseConnection(handle.connection, {
    namespaces: desired?.namespaces ?? [],
    clock,
    onStep: (step) => {
      done.push(step);
      writer.write(toDiagnosis({ startedAt, done }));
    },
  });
  const diagnosis = toDiagnosis({ startedAt, finishedAt: clock.now(), done: steps, facts });
  writer.write(diagnosis);
  await writer.flush();
  return diagnosis;
}

/** Writes one state at a time; states that were overtaken while one was written are left out. */
function createWriter(ctx: Context, clusterId: string) {
  const { prisma } = ctx.runtime.db;
  let waiting: ClusterDiagnosis | undefined;
  let running: Promise<void> | undefined;
  const run = async () => {
    while (waiting !== undefined) {
      const diagnosis = waiting;
      waiting = undefined;
      const create = { clusterId, reachable: false, diagnosis };
      await prisma.clusterStatus
        .upsert({ where: { clusterId }, create, update: { diagnosis } })
        .catch((error: unknown) => ctx.runtime.log.warn({ err: error, clusterId }, "a diagnosis was not written"));
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
      waiting = diagnosis;
      start();
    },
    flush: async () => {
      await running;
    },
  };
}
