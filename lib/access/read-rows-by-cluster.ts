import type { Context } from "#lib/context";
import type { ClusterFreshness } from "#lib/http/answer";
import type { NamespaceFilter } from "#lib/kubernetes/types/fleet";
import type { CachedKind, RowByKind } from "#lib/kubernetes/types/rows";
import { NOTHING } from "./build-scope.ts";
import { clusterFreshness } from "./cluster-freshness.ts";
import { takeRows } from "./take-rows.ts";
import type { Scope, ScopedCluster } from "./types.ts";
import { explainUnresolved } from "./unresolved-patterns.ts";

/** Cached rows need the fleet, nothing else: who asks is in the scope. */
export type FleetContext = { readonly runtime: Pick<Context["runtime"], "fleet"> };

export type RowQuery<K extends CachedKind> = {
  readonly scope: Scope;
  readonly kind: K;
  /** Only these clusters; those outside the scope are passed over, known or not. */
  readonly clusterIds?: Iterable<string>;
  /** Only these namespaces. */
  readonly namespaces?: ReadonlySet<string>;
};

export type RowsByCluster<K extends CachedKind> = {
  readonly clusters: readonly { readonly cluster: ScopedCluster; readonly rows: readonly RowByKind[K][] }[];
  readonly freshness: ClusterFreshness[];
};

/** The rows of one kind that the scope admits, cluster by cluster in the order of their slugs. Never waits. */
export function readRowsByCluster<K extends CachedKind>(ctx: FleetContext, query: RowQuery<K>): RowsByCluster<K> {
  const { scope, kind } = query;
  const wanted = query.clusterIds === undefined ? undefined : new Set(query.clusterIds);
  const inScope = [...scope.clusters.values()].filter((cluster) => wanted?.has(cluster.id) ?? true);
  const freshness: ClusterFreshness[] = [];
  const clusters = inScope.sort(bySlug).map((cluster) => {
    const visible = scope.visible(cluster.id, kind);
    const handle = ctx.runtime.fleet.cluster(cluster.id);
    const status = handle?.status(kind, visible);
    const unresolved = handle && status && explainUnresolved(handle, kind, visible, status);
    freshness.push(clusterFreshness(cluster, visible === NOTHING ? "hidden" : status, unresolved));
    const filter = narrow(visible, query.namespaces);
    return { cluster, rows: handle ? takeRows(handle, kind, filter) : [] };
  });
  return { clusters, freshness };
}

function narrow(visible: NamespaceFilter, namespaces: ReadonlySet<string> | undefined): NamespaceFilter {
  if (namespaces === undefined) return visible;
  return { all: false, has: (namespace) => namespaces.has(namespace) && visible.has(namespace) };
}

function bySlug(a: ScopedCluster, b: ScopedCluster): number {
  return a.slug < b.slug ? -1 : 1;
}
