import type { Context } from "#lib/context";
import type { ClusterFreshness } from "#lib/http/answer";
import type { RowByKind } from "#lib/kubernetes/types/rows";
import { clusterFreshness } from "./cluster-freshness.ts";
import { requireAccess } from "./require.ts";
import { scopeOf } from "./scope-of.ts";
import { takeRows } from "./take-rows.ts";
import type { Scope, ScopedCluster } from "./types.ts";
import { explainUnresolved } from "./unresolved-patterns.ts";

/** The kinds that sums are made of. None of them holds logs, events or configuration. */
export type SummaryKind = "Node" | "Pod" | "Namespace" | "ResourceQuota" | "PodMetrics";

export type SummaryRows<K extends SummaryKind> = {
  readonly clusters: readonly { readonly cluster: ScopedCluster; readonly rows: readonly RowByKind[K][] }[];
  readonly freshness: ClusterFreshness[];
};

/**
 * Rows to add up, for people who may see sums but not rows. The caller returns sums per team and cluster, never a row
 * or the name of one. Nodes count only where the person's summary covers the whole cluster.
 * @throws `forbidden` without `fleet.summary`.
 */
export async function readSummaryRows<K extends SummaryKind>(
  ctx: Context,
  query: { kind: K; scope?: Scope },
): Promise<SummaryRows<K>> {
  await requireAccess(ctx, { kind: "portal", action: "fleet.summary" });
  const scope = query.scope ?? (await scopeOf(ctx));
  const freshness: ClusterFreshness[] = [];
  const inScope = [...scope.clusters.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const clusters = inScope.map((cluster) => {
    const handle = ctx.runtime.fleet.cluster(cluster.id);
    const filter = scope.summarised(cluster.id, query.kind);
    const status = handle?.status(query.kind, filter);
    const unresolved = handle && status && explainUnresolved(handle, query.kind, filter, status);
    freshness.push(clusterFreshness(cluster, status, unresolved));
    return { cluster, rows: handle ? takeRows(handle, query.kind, filter) : [] };
  });
  return { clusters, freshness };
}
