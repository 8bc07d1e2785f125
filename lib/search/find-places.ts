import { readRowsByCluster } from "#lib/access/read-rows-by-cluster";
import type { Scope } from "#lib/access/types";
import type { Context } from "#lib/context";
import type { NarrowedScope } from "#lib/workloads/narrow-scope";
import { rankName, rankNames } from "./rank-name.ts";
import type { Ranked } from "./ranked.ts";

/** Namespaces, nodes and clusters in the scope whose names fit. */
export function findPlaces(ctx: Context, { scope, places }: NarrowedScope, q: string) {
  return {
    namespaces: findNamespaces(ctx, scope, q),
    nodes: findNodes(ctx, scope, q),
    clusters: findClusters(places, q),
  };
}

function findNamespaces(ctx: Context, scope: Scope, q: string): Ranked[] {
  const { clusters } = readRowsByCluster(ctx, { scope, kind: "Namespace" });
  return clusters.flatMap(({ cluster, rows }) =>
    rows.flatMap((row): Ranked[] => {
      const rank = rankName(row.name, q);
      if (rank === undefined) return [];
      const href = `/namespaces/${cluster.slug}/${row.name}`;
      const key = `namespace/${cluster.id}/${row.name}`;
      return [{ rank, hit: { key, kind: "namespace", name: row.name, detail: cluster.slug, href } }];
    }),
  );
}

function findNodes(ctx: Context, scope: Scope, q: string): Ranked[] {
  const { clusters } = readRowsByCluster(ctx, { scope, kind: "Node" });
  return clusters.flatMap(({ cluster, rows }) =>
    rows.flatMap((row): Ranked[] => {
      const rank = rankName(row.name, q);
      if (rank === undefined) return [];
      const href = `/clusters/${cluster.slug}?tab=nodes&node=${encodeURIComponent(row.name)}`;
      const key = `node/${cluster.id}/${row.name}`;
      return [{ rank, hit: { key, kind: "node", name: row.name, detail: cluster.slug, href } }];
    }),
  );
}

function findClusters(places: NarrowedScope["places"], q: string): Ranked[] {
  return [...places.values()].flatMap(({ id, slug, displayName, environment }): Ranked[] => {
    const rank = rankNames([slug, displayName], q);
    if (rank === undefined) return [];
    const hit = { key: `cluster/${id}`, name: slug, detail: environment.name, href: `/clusters/${slug}` };
    return [{ rank, hit: { ...hit, kind: "cluster" } }];
  });
}
