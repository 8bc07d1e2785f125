import type { CachedKind } from "#lib/kubernetes/types/rows";
import type { ScopedRow } from "./read-rows.ts";
import type { FleetContext } from "./read-rows-by-cluster.ts";
import { admits } from "./take-rows.ts";
import type { Scope } from "./types.ts";

/** One row, or undefined: it does not exist, or the scope does not admit it; nothing tells which. */
export function readRow<K extends CachedKind>(
  ctx: FleetContext,
  query: { scope: Scope; kind: K; clusterId: string; namespace: string; name: string },
): ScopedRow<K> | undefined {
  const { scope, kind, namespace, name } = query;
  const cluster = scope.clusters.get(query.clusterId);
  if (!cluster || !admits(scope.visible(cluster.id, kind), kind, query)) return undefined;
  const row = ctx.runtime.fleet.cluster(cluster.id)?.get(kind, namespace, name);
  return row && { cluster, row };
}
