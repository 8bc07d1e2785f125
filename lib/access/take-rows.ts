import type { ClusterHandle, NamespaceFilter } from "#lib/kubernetes/types/fleet";
import type { CachedKind, RowByKind } from "#lib/kubernetes/types/rows";

const EVERYTHING: NamespaceFilter = { all: true, has: () => true };

/** Rows of a kind that a filter admits. A Namespace lives in itself, not in the empty namespace of its metadata. */
export function takeRows<K extends CachedKind>(
  handle: ClusterHandle,
  kind: K,
  filter: NamespaceFilter,
): readonly RowByKind[K][] {
  if (kind !== "Namespace" || filter.all) return handle.rows(kind, filter);
  return handle.rows(kind, EVERYTHING).filter((row) => filter.has(row.name));
}

/** Whether a filter admits one row; cluster-scoped rows need sight of everything. */
export function admits(filter: NamespaceFilter, kind: CachedKind, place: { namespace: string; name: string }): boolean {
  return filter.all || filter.has(kind === "Namespace" ? place.name : place.namespace);
}
