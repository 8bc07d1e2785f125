import { readRowsByCluster } from "#lib/access/read-rows-by-cluster";
import type { Scope, ScopedCluster } from "#lib/access/types";
import type { Context } from "#lib/context";
import type { AppLabels, CachedKind, RowByKind, RowMeta } from "#lib/kubernetes/types/rows";
import { workloadPath } from "#lib/workloads/format";
import { loneJobs, lonePods } from "#lib/workloads/lone-rows";
import type { WorkloadKind } from "#lib/workloads/schemas";
import { rankName } from "./rank-name.ts";
import type { Ranked } from "./ranked.ts";
import type { SearchHit } from "./schemas.ts";

type WorkloadHit = { readonly app: string; readonly appRank: number | undefined; readonly ranked: Ranked };
type WorkloadName = RowMeta & AppLabels;

const ALWAYS_LISTED = ["Deployment", "StatefulSet", "DaemonSet", "CronJob"] as const satisfies readonly CachedKind[];

/** Applications and workloads in the scope whose names fit: the workloads that Apps lists. */
export function findWorkloads(ctx: Context, scope: Scope, q: string): { apps: Ranked[]; workloads: Ranked[] } {
  const found = [
    ...ALWAYS_LISTED.flatMap((kind) =>
      readRowsByCluster(ctx, { scope, kind }).clusters.flatMap(({ cluster, rows }) => hitsOf(cluster, kind, rows, q)),
    ),
    ...readRowsByCluster(ctx, { scope, kind: "Job" }).clusters.flatMap(({ cluster, rows }) =>
      hitsOf(cluster, "Job", loneJobs(rows), q),
    ),
    ...findPods(ctx, scope, q),
  ];
  return { apps: appHits(found), workloads: found.map(({ ranked }) => ranked) };
}

function findPods(ctx: Context, scope: Scope, q: string): WorkloadHit[] {
  const sets = new Map<string, readonly RowByKind["ReplicaSet"][]>();
  for (const { cluster, rows } of readRowsByCluster(ctx, { scope, kind: "ReplicaSet" }).clusters)
    sets.set(cluster.id, rows);
  return readRowsByCluster(ctx, { scope, kind: "Pod" }).clusters.flatMap(({ cluster, rows }) =>
    hitsOf(cluster, "Pod", lonePods({ Pod: rows, ReplicaSet: sets.get(cluster.id) ?? [] }), q),
  );
}

function hitsOf(cluster: ScopedCluster, kind: WorkloadKind, rows: readonly WorkloadName[], q: string): WorkloadHit[] {
  return rows.flatMap((row) => toWorkloadHit(cluster, kind, row, q));
}

function toWorkloadHit(cluster: ScopedCluster, kind: WorkloadKind, row: WorkloadName, q: string): WorkloadHit[] {
  const byName = rankName(row.name, q);
  const rank = byName ?? rankByPlace(`${row.name} ${row.namespace} ${cluster.slug}`, q);
  const appRank = row.appName === undefined ? byName : rankName(row.appName, q);
  if (rank === undefined && appRank === undefined) return [];
  const href = workloadPath({ cluster: cluster.slug, namespace: row.namespace, kind, name: row.name });
  const detail = `${kind} · ${cluster.slug} / ${row.namespace}`;
  const hit: SearchHit = { key: `workload/${cluster.id}/${row.uid}`, kind: "workload", name: row.name, detail, href };
  return [{ app: row.appName ?? row.name, appRank, ranked: { rank: rank ?? BY_PLACE, hit } }];
}

/** What fits only together with its place comes after everything that fits by name. */
const BY_PLACE = 10;

function rankByPlace(text: string, q: string): number | undefined {
  const rank = rankName(text, q);
  return rank === undefined ? undefined : BY_PLACE + rank;
}

/** Applications with workloads in several places; with one, the workload's own line says it all. */
function appHits(workloads: readonly WorkloadHit[]): Ranked[] {
  const byApp = Map.groupBy(
    workloads.filter(({ appRank }) => appRank !== undefined),
    ({ app }) => app,
  );
  return [...byApp]
    .filter(([, list]) => list.length > 1)
    .map(([app, list]) => ({
      rank: list[0]?.appRank ?? 0,
      hit: {
        key: `app/${app}`,
        kind: "app",
        name: app,
        detail: `${list.length} workloads`,
        href: `/apps?q=${encodeURIComponent(app)}`,
      },
    }));
}
