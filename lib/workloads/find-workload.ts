import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import type { RowMeta } from "#lib/kubernetes/types/rows";
import { lookupsOf } from "./lookups-of.ts";
import { type NarrowedScope, narrowScope } from "./narrow-scope.ts";
import type { ClusterRows } from "./read-cluster-rows.ts";
import { readWorkloads, type SeenWorkload } from "./read-workloads.ts";
import type { WorkloadRef } from "./schemas.ts";
import { toWorkloadRow } from "./to-workload-row.ts";
import type { WorkloadFacts } from "./workload-facts.ts";

export type FoundWorkload = SeenWorkload & {
  readonly narrowed: NarrowedScope;
  /** All workloads of its namespace. */
  readonly neighbours: readonly SeenWorkload[];
};

/**
 * One workload that the actor may see. Also finds Jobs of CronJobs and pods of anything, which lists leave out.
 * @throws `not_found` when it does not exist or the actor does not see it; nothing tells which
 */
export async function findWorkload(ctx: Context, ref: WorkloadRef): Promise<FoundWorkload> {
  const narrowed = await narrowScope(ctx, { cluster: [ref.cluster] });
  const { workloads, clusters } = readWorkloads(ctx, narrowed, new Set([ref.namespace]));
  const listed = workloads.find(({ row }) => row.kind === ref.kind && row.name === ref.name);
  const found = listed ?? clusters.flatMap((cluster) => findOwned(cluster, ref))[0];
  if (!found) throw failure("not_found");
  return { ...found, narrowed, neighbours: workloads };
}

function findOwned(cluster: ClusterRows, ref: WorkloadRef): SeenWorkload[] {
  const owned = ownedFacts(cluster, ref);
  if (!owned) return [];
  const facts = { ...owned, ...lookupsOf(cluster.rows) };
  return [{ cluster, facts, row: toWorkloadRow(cluster, facts) }];
}

type Owned = Extract<WorkloadFacts, { kind: "Job" | "Pod" }>;
type OwnedFacts = Owned extends infer F ? (F extends Owned ? Omit<F, "eventsOf" | "nodeOf"> : never) : never;

function ownedFacts({ rows }: ClusterRows, ref: WorkloadRef): OwnedFacts | undefined {
  const named = (row: RowMeta) => row.name === ref.name;
  if (ref.kind === "Pod") {
    const row = rows.Pod.find(named);
    return row && { kind: "Pod", row, pods: [row] };
  }
  if (ref.kind !== "Job") return undefined;
  const row = rows.Job.find(named);
  return row && { kind: "Job", row, pods: rows.Pod.filter((pod) => pod.ownerUid === row.uid) };
}
