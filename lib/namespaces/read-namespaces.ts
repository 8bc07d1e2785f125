import { readRowsByCluster } from "#lib/access/read-rows-by-cluster";
import type { Context } from "#lib/context";
import type { ClusterFreshness } from "#lib/http/answer";
import { combineFreshness } from "#lib/workloads/combine-freshness";
import type { NarrowedScope } from "#lib/workloads/narrow-scope";
import type { ClusterRows } from "#lib/workloads/read-cluster-rows";
import { readWorkloads, type SeenWorkload } from "#lib/workloads/read-workloads";
import { collectNamespaces } from "./collect-namespaces.ts";
import type { NamespaceListRow } from "./schemas.ts";

/** All namespaces in view with their workloads. Reads memory only. */
export function readNamespaces(
  ctx: Context,
  narrowed: NarrowedScope,
  only?: ReadonlySet<string>,
): {
  rows: NamespaceListRow[];
  workloads: readonly SeenWorkload[];
  clusters: readonly ClusterRows[];
  freshness: ClusterFreshness[];
} {
  const query = { scope: narrowed.scope, clusterIds: narrowed.places.keys() };
  const namespaces = readRowsByCluster(ctx, { ...query, kind: "Namespace", clusterIds: narrowed.places.keys() });
  const quotas = readRowsByCluster(ctx, {
    ...query,
    kind: "ResourceQuota",
    clusterIds: narrowed.places.keys(),
    namespaces: only,
  });
  const { workloads, clusters, freshness } = readWorkloads(ctx, narrowed, only);
  const byCluster = Map.groupBy(workloads, ({ cluster }) => cluster.place.id);
  const rows = clusters.flatMap((cluster) => {
    const { id } = cluster.place;
    const listed = namespaces.clusters.find((one) => one.cluster.id === id)?.rows ?? [];
    return collectNamespaces({
      cluster,
      namespaces: only === undefined ? listed : listed.filter((row) => only.has(row.name)),
      workloads: (byCluster.get(id) ?? []).map(({ row }) => row),
      quotas: quotas.clusters.find((one) => one.cluster.id === id)?.rows ?? [],
    });
  });
  return { rows, workloads, clusters, freshness: combineFreshness([namespaces.freshness, freshness]) };
}
