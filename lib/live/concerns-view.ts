import type { Scope } from "#lib/access/types";
import type { FleetChange } from "#lib/kubernetes/types/fleet";
import type { CachedKind } from "#lib/kubernetes/types/rows";

/** Whether a change in the fleet can change an answer over these kinds within this scope. */
export function concernsView(change: FleetChange, kinds: readonly CachedKind[], scope: Scope): boolean {
  if (!scope.clusterIds.has(change.clusterId)) return false;
  if (change.state) return true;
  return kinds.some((kind) => change.kinds.has(kind) && touchesScope(change, kind, scope));
}

function touchesScope(change: FleetChange, kind: CachedKind, scope: Scope): boolean {
  const visible = scope.visible(change.clusterId, kind);
  if (visible.all || change.namespaces.size === 0) return true;
  for (const namespace of change.namespaces) if (visible.has(namespace)) return true;
  return false;
}
