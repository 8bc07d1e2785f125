import { decide } from "#lib/access/decide";
import { readRowsByCluster } from "#lib/access/read-rows-by-cluster";
import { readSummaryRows } from "#lib/access/read-summary-rows";
import { scopeOf } from "#lib/access/scope-of";
import type { Scope } from "#lib/access/types";
import type { Context } from "#lib/context";
import type { ClusterFreshness } from "#lib/http/answer";
import type { NamespaceFilter } from "#lib/kubernetes/types/fleet";
import type { NodeRow, PodRow } from "#lib/kubernetes/types/rows";
import { compareMinor, minorOf } from "./collect-node-facts.ts";
import { type InventoryCluster, readInventory } from "./read-inventory.ts";
import type { ClusterSight } from "./to-cluster-row.ts";

export type FleetSight = {
  readonly clusters: readonly ClusterSight[];
  readonly freshness: ClusterFreshness[];
  readonly manage: boolean;
};

type Rows = {
  readonly nodes: ReadonlyMap<string, readonly NodeRow[]>;
  readonly pods: ReadonlyMap<string, readonly PodRow[]>;
  readonly freshness: ReadonlyMap<string, ClusterFreshness>;
  /** Namespaces of a cluster whose pods are counted. */
  readonly filter: (clusterId: string) => NamespaceFilter;
};

/** All clusters of the actor's scope with the rows that they may know: whole clusters, sums, or their namespaces. */
export async function seeClusters(ctx: Context): Promise<FleetSight> {
  const scope = await scopeOf(ctx);
  const manage = (await decide(ctx, { kind: "portal", action: "clusters.manage" })).allowed;
  const sums = (await decide(ctx, { kind: "portal", action: "fleet.summary" })).allowed;
  const rows = sums ? await readSums(ctx, scope) : readScoped(ctx, scope);
  const namespaces = readRowsByCluster(ctx, { scope, kind: "Namespace" });
  const names = new Map(
    namespaces.clusters.map(({ cluster, rows: list }) => [cluster.id, list.map((row) => row.name)]),
  );
  const records = await readInventory(ctx, scope.clusterIds);
  const level = manage ? "all" : sums ? "sums" : "scoped";
  const clusters = records.map((record): ClusterSight => {
    const whole = sums && scope.summarised(record.id, "Node").all;
    const handle = ctx.runtime.fleet.cluster(record.id);
    return {
      record,
      handle,
      podStatus: handle?.status("Pod", rows.filter(record.id)),
      freshness: rows.freshness.get(record.id) ?? { clusterId: record.id, slug: record.slug, state: "starting" },
      nodes: whole ? (rows.nodes.get(record.id) ?? []) : undefined,
      pods: rows.pods.get(record.id) ?? [],
      namespaces: sums && !manage ? undefined : countNames(names.get(record.id), rows.pods.get(record.id)),
      level: whole ? level : "scoped",
      newestMinor: newestMinor(records),
      now: ctx.runtime.clock.now(),
    };
  });
  return { clusters, freshness: clusters.map((cluster) => cluster.freshness), manage };
}

/** Namespaces that are listed or known by their pods: a narrow credential reads pods, but no list of namespaces. */
function countNames(listed: readonly string[] = [], pods: readonly PodRow[] = []): number {
  return new Set([...listed, ...pods.map((pod) => pod.namespace)]).size;
}

async function readSums(ctx: Context, scope: Scope): Promise<Rows> {
  const nodes = await readSummaryRows(ctx, { kind: "Node", scope });
  const pods = await readSummaryRows(ctx, { kind: "Pod", scope });
  return {
    nodes: new Map(nodes.clusters.map(({ cluster, rows }) => [cluster.id, rows])),
    pods: new Map(pods.clusters.map(({ cluster, rows }) => [cluster.id, rows])),
    freshness: byCluster(pods.freshness),
    filter: (clusterId) => scope.summarised(clusterId, "Pod"),
  };
}

function readScoped(ctx: Context, scope: Scope): Rows {
  const pods = readRowsByCluster(ctx, { scope, kind: "Pod" });
  return {
    nodes: new Map(),
    pods: new Map(pods.clusters.map(({ cluster, rows }) => [cluster.id, rows])),
    freshness: byCluster(pods.freshness),
    filter: (clusterId) => scope.visible(clusterId, "Pod"),
  };
}

function byCluster(freshness: readonly ClusterFreshness[]): ReadonlyMap<string, ClusterFreshness> {
  return new Map(freshness.map((entry) => [entry.clusterId, entry]));
}

function newestMinor(records: readonly InventoryCluster[]): string | undefined {
  const minors = records.flatMap(({ status }) => (status?.k8sVersion ? [minorOf(status.k8sVersion)] : []));
  return minors.toSorted(compareMinor).at(-1);
}
