import type { ClusterFreshness } from "#lib/http/answer";
import type { CachedKind, RowByKind } from "#lib/kubernetes/types/rows";
import { type FleetContext, type RowQuery, readRowsByCluster } from "./read-rows-by-cluster.ts";
import type { ScopedCluster } from "./types.ts";

export type ScopedRow<K extends CachedKind> = { readonly cluster: ScopedCluster; readonly row: RowByKind[K] };

/**
 * The rows of one kind that the scope admits, and where each cluster's data stands. Synchronous and without network.
 * With `readRow` and `readOwned` this is the only way by which cached rows leave the fleet.
 */
export function readRows<K extends CachedKind>(
  ctx: FleetContext,
  query: RowQuery<K>,
): { rows: ScopedRow<K>[]; freshness: ClusterFreshness[] } {
  const { clusters, freshness } = readRowsByCluster(ctx, query);
  return { rows: clusters.flatMap(({ cluster, rows }) => rows.map((row) => ({ cluster, row }))), freshness };
}
