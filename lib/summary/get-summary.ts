import { readSummaryRows, type SummaryKind, type SummaryRows } from "#lib/access/read-summary-rows";
import { requireAccess } from "#lib/access/require";
import type { Context } from "#lib/context";
import type { ClusterFreshness } from "#lib/http/answer";
import type { RowByKind } from "#lib/kubernetes/types/rows";
import { combineFreshness } from "#lib/workloads/combine-freshness";
import { type NarrowedScope, type Narrowing, narrowScope } from "#lib/workloads/narrow-scope";
import { addUp } from "./add-up.ts";
import { ownerOf } from "./owner-of.ts";
import type { ClusterSums, Summary } from "./schemas.ts";
import { type ClusterParts, summariseCluster } from "./summarise-cluster.ts";

/**
 * Capacity, requests, present use and quotas per cluster and team, as sums. Nothing that a pod, a namespace or a node is called.
 * @throws `forbidden` without `fleet.summary`
 */
export async function getSummary(ctx: Context, input: Narrowing): Promise<Omit<Summary, "revision">> {
  await requireAccess(ctx, { kind: "portal", action: "fleet.summary" });
  const narrowed = await narrowScope(ctx, input);
  const { scope } = narrowed;
  const nodes = await readSummaryRows(ctx, { kind: "Node", scope });
  const pods = await readSummaryRows(ctx, { kind: "Pod", scope });
  const namespaces = await readSummaryRows(ctx, { kind: "Namespace", scope });
  const quotas = await readSummaryRows(ctx, { kind: "ResourceQuota", scope });
  const podMetrics = await readSummaryRows(ctx, { kind: "PodMetrics", scope });
  const freshness = combineFreshness([pods.freshness]).filter((entry) => narrowed.places.has(entry.clusterId));
  const known = readableIn(freshness);
  const nodesKnown = readableIn(nodes.freshness);
  const quotasKnown = readableIn(quotas.freshness);
  const owners = await readOwners(ctx);
  const items = [...narrowed.places.values()].map((place) =>
    summariseCluster({
      place,
      known: known.has(place.id),
      nodes: nodesKnown.has(place.id) && wholeCluster(narrowed, place.id) ? rowsOf(nodes, place.id) : undefined,
      pods: rowsOf(pods, place.id),
      namespaces: rowsOf(namespaces, place.id),
      quotas: rowsOf(quotas, place.id).map((row) => ({ ...row, clusterId: place.id })),
      quotasKnown: quotasKnown.has(place.id),
      podMetrics: rowsOf(podMetrics, place.id),
      metrics: standing(podMetrics.freshness, place.id),
      ownerOf: (namespace) => owners(place.id, namespace),
    }),
  );
  const failures = freshness.filter((entry) => entry.state !== "live");
  return { items, freshness, failures, ...addUp(items) };
}

/** The clusters whose rows were read at some time: an empty answer of theirs is zero, of others unknown. */
function readableIn(freshness: readonly ClusterFreshness[]): ReadonlySet<string> {
  return new Set(freshness.filter(({ state }) => state === "live" || state === "stale").map((one) => one.clusterId));
}

function standing(freshness: readonly ClusterFreshness[], clusterId: string): ClusterSums["metrics"] {
  const found = freshness.find((one) => one.clusterId === clusterId);
  return { state: found?.state ?? "starting", asOf: found?.asOf };
}

function wholeCluster({ scope, team }: NarrowedScope, clusterId: string): boolean {
  return team === undefined && scope.summarised(clusterId, "Node").all;
}

function rowsOf<K extends SummaryKind>(read: SummaryRows<K>, clusterId: string): readonly RowByKind[K][] {
  return read.clusters.find(({ cluster }) => cluster.id === clusterId)?.rows ?? [];
}

/** Finds the team of a namespace among those whose grants the viewer's snapshot knows. */
async function readOwners(
  ctx: Context,
): Promise<(clusterId: string, namespace: string) => ReturnType<ClusterParts["ownerOf"]>> {
  const { teamRegions } = await ctx.runtime.access.snapshotOf(ctx.actor.userId, ctx.actor.epoch);
  const teams = await ctx.runtime.db.prisma.team.findMany({
    where: { id: { in: [...teamRegions.keys()] } },
    select: { id: true, slug: true, name: true },
  });
  const byId = new Map(teams.map((team) => [team.id, team]));
  const now = ctx.runtime.clock.now();
  return (clusterId, namespace) => byId.get(ownerOf(teamRegions, clusterId, namespace, now) ?? "");
}
