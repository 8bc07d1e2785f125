import type { RowByKind } from "#lib/kubernetes/types/rows";
import type { FleetContext } from "./read-rows-by-cluster.ts";
import { admits } from "./take-rows.ts";
import type { Scope } from "./types.ts";

/** The pods of a node, as far as the scope admits them. */
export function readPodsOnNode(
  ctx: FleetContext,
  query: { scope: Scope; clusterId: string; node: string },
): readonly RowByKind["Pod"][] {
  const cluster = query.scope.clusters.get(query.clusterId);
  if (!cluster) return [];
  const visible = query.scope.visible(cluster.id, "Pod");
  const pods = ctx.runtime.fleet.cluster(cluster.id)?.podsOnNode(query.node) ?? [];
  return pods.filter((pod) => admits(visible, "Pod", pod));
}
