import type { ClockContext } from "#lib/access/cluster-clock";
import type { ClusterFreshness } from "#lib/http/answer";
import { collectWorkloads } from "./collect-workloads.ts";
import type { NarrowedScope } from "./narrow-scope.ts";
import { type ClusterRows, readClusterRows } from "./read-cluster-rows.ts";
import type { WorkloadRow } from "./schemas.ts";
import { toWorkloadRow } from "./to-workload-row.ts";
import type { WorkloadFacts } from "./workload-facts.ts";

/** A workload with its line, what it is made of, and its cluster. */
export type SeenWorkload = {
  readonly cluster: ClusterRows;
  readonly facts: WorkloadFacts;
  readonly row: WorkloadRow;
};

/** All workloads in view. A cluster that does not answer keeps the rows it had. */
export function readWorkloads(
  ctx: ClockContext,
  narrowed: NarrowedScope,
  namespaces?: ReadonlySet<string>,
): { workloads: SeenWorkload[]; clusters: readonly ClusterRows[]; freshness: ClusterFreshness[] } {
  const { clusters, freshness } = readClusterRows(ctx, narrowed, namespaces);
  const workloads = clusters.flatMap((cluster) =>
    collectWorkloads(cluster).map((facts) => ({ cluster, facts, row: toWorkloadRow(cluster, facts) })),
  );
  return { workloads, clusters, freshness };
}
