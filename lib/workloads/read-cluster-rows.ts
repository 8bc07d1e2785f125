import { type ClockContext, type ClusterClock, clusterClock } from "#lib/access/cluster-clock";
import { type RowsByCluster, readRowsByCluster } from "#lib/access/read-rows-by-cluster";
import type { ClusterFreshness } from "#lib/http/answer";
import type { CachedKind, RowByKind } from "#lib/kubernetes/types/rows";
import { combineFreshness } from "./combine-freshness.ts";
import type { NarrowedScope } from "./narrow-scope.ts";
import type { Place } from "./read-places.ts";

/** The kinds that a list of workloads is made of. */
export const WORKLOAD_ROW_KINDS = [
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "CronJob",
  "Job",
  "Pod",
  "ReplicaSet",
  "Event",
  "Node",
] as const satisfies readonly CachedKind[];

export type WorkloadRowKind = (typeof WORKLOAD_ROW_KINDS)[number];

/** All rows of one cluster that the viewer may see, of the kinds above. */
export type ClusterRows = {
  readonly place: Place;
  readonly freshness: ClusterFreshness;
  readonly clock: ClusterClock;
  readonly rows: { readonly [K in WorkloadRowKind]: readonly RowByKind[K][] };
};

/** Reads the workload kinds of all clusters in view, and how old each cluster's data is. */
export function readClusterRows(
  ctx: ClockContext,
  narrowed: NarrowedScope,
  namespaces?: ReadonlySet<string>,
): { clusters: ClusterRows[]; freshness: ClusterFreshness[] } {
  const read = <K extends CachedKind>(kind: K): RowsByCluster<K> =>
    readRowsByCluster(ctx, { scope: narrowed.scope, kind, clusterIds: narrowed.places.keys(), namespaces });
  const deployments = read("Deployment");
  const pods = read("Pod");
  const nodes = readRowsByCluster(ctx, { scope: narrowed.scope, kind: "Node", clusterIds: narrowed.places.keys() });
  const byKind = {
    Deployment: byCluster(deployments),
    StatefulSet: byCluster(read("StatefulSet")),
    DaemonSet: byCluster(read("DaemonSet")),
    CronJob: byCluster(read("CronJob")),
    Job: byCluster(read("Job")),
    Pod: byCluster(pods),
    ReplicaSet: byCluster(read("ReplicaSet")),
    Event: byCluster(read("Event")),
    Node: byCluster(nodes),
  };
  const freshness = combineFreshness([deployments.freshness, pods.freshness]);
  const clusters = freshness.flatMap((entry) => {
    const place = narrowed.places.get(entry.clusterId);
    if (!place) return [];
    return { place, freshness: entry, clock: clusterClock(ctx, entry), rows: rowsOf(byKind, place.id) };
  });
  return { clusters, freshness };
}

type ByKind = { readonly [K in WorkloadRowKind]: ReadonlyMap<string, readonly RowByKind[K][]> };

function byCluster<K extends CachedKind>(read: RowsByCluster<K>): ReadonlyMap<string, readonly RowByKind[K][]> {
  return new Map(read.clusters.map(({ cluster, rows }) => [cluster.id, rows]));
}

function rowsOf(byKind: ByKind, id: string): ClusterRows["rows"] {
  return {
    Deployment: byKind.Deployment.get(id) ?? [],
    StatefulSet: byKind.StatefulSet.get(id) ?? [],
    DaemonSet: byKind.DaemonSet.get(id) ?? [],
    CronJob: byKind.CronJob.get(id) ?? [],
    Job: byKind.Job.get(id) ?? [],
    Pod: byKind.Pod.get(id) ?? [],
    ReplicaSet: byKind.ReplicaSet.get(id) ?? [],
    Event: byKind.Event.get(id) ?? [],
    Node: byKind.Node.get(id) ?? [],
  };
}
