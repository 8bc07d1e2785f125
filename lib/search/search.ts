import { readRowsByCluster } from "#lib/access/read-rows-by-cluster";
import type { Context } from "#lib/context";
import type { AppLabels, CachedKind, RowMeta } from "#lib/kubernetes/types/rows";
import { compareText, workloadPath } from "#lib/workloads/format";
import { type NarrowedScope, narrowScope } from "#lib/workloads/narrow-scope";
import type { WorkloadKind } from "#lib/workloads/schemas";
import { rankName } from "./rank-name.ts";
import type { SearchAnswer, SearchHit } from "./schemas.ts";

/** Most hits of one sort. */
const PER_KIND = 8;
const WORKLOADS = ["Deployment", "StatefulSet", "DaemonSet", "CronJob"] as const satisfies readonly CachedKind[];

type Ranked = { readonly rank: number; readonly hit: SearchHit };

/** What the actor may see and whose name fits the text, the best fits first, a few of each sort. Reads memory only. */
export async function search(ctx: Context, input: { readonly q: string }): Promise<SearchAnswer> {
  const narrowed = await narrowScope(ctx, {});
  const workloads = findWorkloads(ctx, narrowed, input.q);
  const found = [
    appHits(workloads),
    workloads.map(({ ranked }) => ranked),
    findNamespaces(ctx, narrowed, input.q),
    findClusters(narrowed, input.q),
  ];
  return { items: found.flatMap(best) };
}

type WorkloadHit = { readonly app: string; readonly appRank: number | undefined; readonly ranked: Ranked };

function findWorkloads(ctx: Context, narrowed: NarrowedScope, q: string): WorkloadHit[] {
  return WORKLOADS.flatMap((kind) => {
    const { clusters } = readRowsByCluster(ctx, { scope: narrowed.scope, kind });
    return clusters.flatMap(({ cluster, rows }) => rows.flatMap((row) => toWorkloadHit(cluster, kind, row, q)));
  });
}

function toWorkloadHit(
  cluster: { id: string; slug: string },
  kind: WorkloadKind,
  row: RowMeta & AppLabels,
  q: string,
): WorkloadHit[] {
  const app = row.appName ?? row.name;
  const rank = rankName(row.name, q) ?? rankByPlace(`${row.name} ${row.namespace} ${cluster.slug}`, q);
  const appRank = rankName(app, q);
  if (rank === undefined && appRank === undefined) return [];
  const href = workloadPath({ cluster: cluster.slug, namespace: row.namespace, kind, name: row.name });
  const detail = `${kind} · ${cluster.slug} / ${row.namespace}`;
  const hit: SearchHit = { key: `workload/${cluster.id}/${row.uid}`, kind: "workload", name: row.name, detail, href };
  return [{ app, appRank, ranked: { rank: rank ?? BY_PLACE, hit } }];
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

function findNamespaces(ctx: Context, { scope }: NarrowedScope, q: string): Ranked[] {
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

function findClusters({ places }: NarrowedScope, q: string): Ranked[] {
  return [...places.values()].flatMap(({ id, slug, displayName, environment }): Ranked[] => {
    const rank = rankName(slug, q) ?? rankName(displayName, q);
    if (rank === undefined) return [];
    const hit = { key: `cluster/${id}`, name: slug, detail: environment.name, href: `/clusters/${slug}` };
    return [{ rank, hit: { ...hit, kind: "cluster" } }];
  });
}

function best(found: readonly Ranked[]): SearchHit[] {
  return found
    .toSorted(
      (a, b) => a.rank - b.rank || compareText(a.hit.name, b.hit.name) || compareText(a.hit.detail, b.hit.detail),
    )
    .slice(0, PER_KIND)
    .map(({ hit }) => hit);
}
