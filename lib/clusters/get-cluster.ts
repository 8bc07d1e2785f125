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
import { toClusterRow } from "./to-cluster-row.ts";
import { toNodeDetail } from "./to-node-detail.ts";

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
  return {
    items: readNodes(ctx, scope, clusterId),
    freshness: [seen.freshness],
    failures: seen.freshness.state === "live" ? [] : [seen.freshness],
    cluster: toClusterRow(seen, { raw: sight.manage }),
    description: seen.record.description,
    may: { manage: sight.manage, nodes: scope.visible(clusterId, "Node").all },
    namespaces: readNamespaces(ctx, scope, clusterId),
    platform: sight.manage ? await readClusterPlatform(ctx, seen.record) : undefined,
  };
}

function readNodes(ctx: Context, scope: Scope, clusterId: string): NodeDetail[] {
  const { clusters, freshness } = readRowsByCluster(ctx, { scope, kind: "Node", clusterIds: [clusterId] });
  const listed = ctx.runtime.fleet.cluster(clusterId)?.status("Pod", scope.visible(clusterId, "Pod")).state;
  const known = listed === "live" || listed === "stale";
  const now = clusterClock(ctx, freshness[0] ?? { clusterId, state: "starting" }).judgedAt / 1000;
  const nodes = clusters.flatMap(({ rows }) =>
    rows.map((node) =>
      toNodeDetail(node, known ? readPodsOnNode(ctx, { scope, clusterId, node: node.name }) : undefined, now),
    ),
  );
  return nodes.toSorted((a, b) => RANK[a.verdict.level] - RANK[b.verdict.level] || compareNames(a.name, b.name));
}

function readNamespaces(ctx: Context, scope: Scope, clusterId: string): ClusterNamespace[] {
  const namespaces = readRowsByCluster(ctx, { scope, kind: "Namespace", clusterIds: [clusterId] });
  const pods = readRowsByCluster(ctx, { scope, kind: "Pod", clusterIds: [clusterId] });
  const listed = namespaces.clusters.flatMap((entry) => entry.rows);
  const found = new Map(listed.map(({ name, phase, createdAt }) => [name, emptyNamespace(name, phase, createdAt)]));
  for (const pod of pods.clusters.flatMap((entry) => entry.rows)) {
    // A narrow credential reads pods, but no list of namespaces.
    const sum = found.get(pod.namespace) ?? emptyNamespace(pod.namespace);
    found.set(pod.namespace, sum);
    if (pod.phase === "Succeeded" || pod.phase === "Failed") continue;
    sum.pods += 1;
    sum.cpuRequest += pod.cpuRequest;
    sum.memoryRequest += pod.memoryRequest;
  }
  return [...found.values()].toSorted((a, b) => compareNames(a.name, b.name));
}

function emptyNamespace(name: string, phase?: string, createdAt?: number): ClusterNamespace {
  return { name, phase, createdAt, pods: 0, cpuRequest: 0, memoryRequest: 0 };
}

/** `n-9` before `n-10`. */
function compareNames(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
