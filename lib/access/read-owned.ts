import type { CachedKind, RowByKind } from "#lib/kubernetes/types/rows";
import type { FleetContext } from "./read-rows-by-cluster.ts";
import { admits } from "./take-rows.ts";
import type { Scope } from "./types.ts";

/** Rows whose controller has this uid, as far as the scope admits them. */
export function readOwned<K extends CachedKind>(
  ctx: FleetContext,
  query: { scope: Scope; kind: K; clusterId: string; ownerUid: string },
): readonly RowByKind[K][] {
  const { scope, kind } = query;
  const cluster = scope.clusters.get(query.clusterId);
  if (!cluster) return [];
  const visible = scope.visible(cluster.id, kind);
  const rows = ctx.runtime.fleet.cluster(cluster.id)?.ownedBy(kind, query.ownerUid) ?? [];
  return rows.filter((row) => admits(visible, kind, row));
}
