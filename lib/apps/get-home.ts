import { readRowsByCluster } from "#lib/access/read-rows-by-cluster";
import type { Binding } from "#lib/access/types";
import type { Context } from "#lib/context";
import { type NarrowedScope, type Narrowing, narrowScope } from "#lib/workloads/narrow-scope";
import { readWorkloads, type SeenWorkload } from "#lib/workloads/read-workloads";
import { sumQuotas } from "#lib/workloads/sum-quotas";
import { collectChanges } from "./collect-changes.ts";
import { endingGrants, nearQuotas, type PlacedQuota } from "./collect-needs.ts";
import { groupApps } from "./group-apps.ts";
import type { Home } from "./schemas.ts";

/**
 * Everything of the first screen: applications worst first, what changed, quotas, and what waits for this person. Reads
 * memory and the inventory; never a cluster.
 * @throws `not_found` for a team that the actor is not in
 */
export async function getHome(ctx: Context, input: Narrowing): Promise<Omit<Home, "revision">> {
  const narrowed = await narrowScope(ctx, input);
  const now = ctx.runtime.clock.now();
  const { workloads, clusters, freshness } = readWorkloads(ctx, narrowed);
  const items = groupApps({ rows: workloads.map(({ row }) => row), freshness, now });
  const quotas = readQuotas(ctx, narrowed);
  const { changes, total } = collectChanges(workloads, now);
  const { team } = narrowed;
  return {
    items,
    freshness,
    failures: freshness.filter((entry) => entry.state !== "live"),
    team: team && { slug: team.slug, name: team.name },
    counts: {
      apps: items.length,
      clusters: narrowed.places.size,
      namespaces: countNamespaces(ctx, narrowed, workloads),
      pods: clusters.reduce((sum, { rows }) => sum + rows.Pod.length, 0),
    },
    environments: environmentsOf(narrowed),
    changes,
    changesTotal: total,
    quota: sumQuotas(quotas),
    needs: [...endingGrants(await readBindings(ctx, team?.id), now), ...nearQuotas(quotas)],
  };
}

/** The actor's own bindings, through one team when it is named. */
export async function readBindings(ctx: Context, teamId: string | undefined): Promise<readonly Binding[]> {
  const snapshot = await ctx.runtime.access.snapshotOf(ctx.actor.userId, ctx.actor.epoch);
  const bindings = snapshot.active ? snapshot.bindings : [];
  return bindings.filter((binding) => teamId === undefined || binding.teamId === teamId);
}

function readQuotas(ctx: Context, { scope, places }: NarrowedScope): PlacedQuota[] {
  const { clusters } = readRowsByCluster(ctx, { scope, kind: "ResourceQuota", clusterIds: places.keys() });
  return clusters.flatMap(({ cluster, rows }) =>
    rows.map((row) => ({ ...row, clusterId: cluster.id, cluster: cluster.slug })),
  );
}

/** Namespaces in view: those that are listed, and where the credential cannot list them, those with workloads. */
function countNamespaces(ctx: Context, { scope, places }: NarrowedScope, workloads: readonly SeenWorkload[]): number {
  const { clusters } = readRowsByCluster(ctx, { scope, kind: "Namespace", clusterIds: places.keys() });
  const listed = clusters.flatMap(({ cluster, rows }) => rows.map((row) => `${cluster.slug}/${row.name}`));
  const used = workloads.map(({ row }) => `${row.cluster}/${row.namespace}`);
  return new Set([...listed, ...used]).size;
}

function environmentsOf({ places }: NarrowedScope): Home["environments"] {
  const environments = new Map([...places.values()].map(({ environment }) => [environment.slug, environment]));
  return [...environments.values()].sort((a, b) => a.rank - b.rank).map(({ slug, name }) => ({ slug, name }));
}
