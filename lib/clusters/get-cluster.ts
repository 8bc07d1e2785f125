import { clusterClock } from "#lib/access/cluster-clock";
import { readPodsOnNode } from "#lib/access/read-pods-on-node";
import { readRowsByCluster } from "#lib/access/read-rows-by-cluster";
import { requireAccess } from "#lib/access/require";
import { scopeOf } from "#lib/access/scope-of";
import type { Scope } from "#lib/access/types";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { readClusterPlatform } from "./read-cluster-platform.ts";
import type { ClusterDetail, ClusterNamespace, NodeDetail } from "./schemas.ts";
import { seeClusters } from "./see-clusters.ts";
import { hasList, toClusterRow } from "./to-cluster-row.ts";
import { toNodeDetail } from "./to-node-detail.ts";

type NodesState = ClusterDetail["nodesState"];

const RANK = { failing: 0, degraded: 1, progressing: 2, unknown: 3, idle: 4, healthy: 5 } as const;

/**
 * One cluster with its nodes and namespaces, as far as the actor may know them.
 * @throws `not_found` for a cluster outside the actor's scope, whether it exists or not.
 */
export async function getCluster(ctx: Context, slug: string): Promise<Omit<ClusterDetail, "revision">> {
  await requireAccess(ctx, { kind: "portal", action: "clusters.view" });
  const sight = await seeClusters(ctx);
  const seen = sight.clusters.find((cluster) => cluster.record.slug === slug);
  if (seen === undefined) throw failure("not_found");
  const scope = await scopeOf(ctx);
  const clusterId = seen.record.id;
  const nodes = readNodes(ctx, scope, clusterId);
  return {
    items: nodes.items,
    freshness: [seen.freshness],
    failures: seen.freshness.state === "live" ? [] : [seen.freshness],
    cluster: toClusterRow(seen, { raw: sight.manage }),
    description: seen.record.description,
    may: { manage: sight.manage, nodes: scope.visible(clusterId, "Node").all },
    nodesState: nodes.state,
    namespaces: readNamespaces(ctx, scope, clusterId),
    platform: sight.manage ? await readClusterPlatform(ctx, seen.record) : undefined,
  };
}

function readNodes(ctx: Context, scope: Scope, clusterId: string): { items: NodeDetail[]; state: NodesState } {
  const { clusters, freshness } = readRowsByCluster(ctx, { scope, kind: "Node", clusterIds: [clusterId] });
  const hasPods = hasList(ctx.runtime.fleet.cluster(clusterId)?.status("Pod", scope.visible(clusterId, "Pod")));
  const [known = { clusterId, state: "starting" as const }] = freshness;
  const now = clusterClock(ctx, known).judgedAt / 1000;
  const nodes = clusters.flatMap(({ rows }) =>
    rows.map((node) =>
      toNodeDetail(node, hasPods ? readPodsOnNode(ctx, { scope, clusterId, node: node.name }) : undefined, now),
    ),
  );
  const items = nodes.toSorted((a, b) => RANK[a.verdict.level] - RANK[b.verdict.level] || compareNames(a.name, b.name));
  return { items, state: known.state };
}

function readNamespaces(ctx: Context, scope: Scope, clusterId: string): ClusterNamespace[] {
  const namespaces = readRowsByCluster(ctx, { scope, kind: "Namespace", clusterIds: [clusterId] });
  const pods = readRowsByCluster(ctx, { scope, kind: "Pod", clusterIds: [clusterId] });
  const listed = namespaces.clusters.flatMap((entry) => entry.rows);
  const nothing = { pods: 0, cpuRequest: 0, memoryRequest: 0 };
  const sums = new Map(listed.map(({ name }) => [name, { ...nothing }]));
  for (const pod of pods.clusters.flatMap((entry) => entry.rows)) {
    // A narrow credential reads pods, but no list of namespaces.
    const sum = sums.get(pod.namespace) ?? { ...nothing };
    sums.set(pod.namespace, sum);
    if (pod.phase === "Succeeded" || pod.phase === "Failed") continue;
    sum.pods += 1;
    sum.cpuRequest += pod.cpuRequest;
    sum.memoryRequest += pod.memoryRequest;
  }
  const known = new Map(listed.map(({ name, phase, createdAt }) => [name, { phase, createdAt }]));
  const counted = hasList(pods.freshness[0]);
  const rows = [...sums].map(([name, sum]) => ({ name, ...known.get(name), ...(counted && sum) }));
  return rows.toSorted((a, b) => compareNames(a.name, b.name));
}

/** `n-9` before `n-10`. */
function compareNames(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
