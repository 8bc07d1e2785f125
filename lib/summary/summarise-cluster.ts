import { isUseOf } from "#lib/kubernetes/kinds/is-use-of";
import type { NamespaceRow, NodeRow, PodMetricsRow, PodRow, ResourceQuotaRow } from "#lib/kubernetes/types/rows";
import { compareText } from "#lib/workloads/format";
import type { Place } from "#lib/workloads/read-places";
import type { ClusterSums, TeamShare } from "./schemas.ts";
import { sumResources } from "./sum-resources.ts";

export type ClusterParts = {
  readonly place: Place;
  /** False: no list has arrived, so nothing can be added up. */
  readonly known: boolean;
  /** Undefined: they could not be listed, or the viewer's sight is not the whole cluster. */
  readonly nodes: readonly NodeRow[] | undefined;
  readonly pods: readonly PodRow[];
  readonly quotas: readonly (ResourceQuotaRow & { readonly clusterId: string })[];
  /** False: they could not be listed. */
  readonly quotasKnown: boolean;
  readonly namespaces: readonly NamespaceRow[];
  /** What pods use, and where these figures stand. */
  readonly podMetrics: readonly PodMetricsRow[];
  readonly metrics: ClusterSums["metrics"];
  /** The team that a namespace is counted for. */
  readonly ownerOf: (namespace: string) => { readonly slug: string; readonly name: string } | undefined;
};

/** The name under which namespaces without a team appear. */
export const UNASSIGNED = "No team";

/** One cluster in sums, and the same sums split by team. Pure. */
export function summariseCluster(parts: ClusterParts): ClusterSums {
  const { place, known, nodes, quotasKnown, metrics } = parts;
  const base = {
    key: place.id,
    cluster: place.slug,
    displayName: place.displayName,
    environment: place.environment,
    metrics,
  };
  if (!known) return { ...base, quotasKnown: false, cpu: {}, memory: {}, gpu: {}, teams: [] };
  const usageOf = isUseKnown(metrics) ? indexUse(parts.podMetrics) : undefined;
  const teams = shares(parts, usageOf);
  return {
    ...base,
    nodes: nodes?.length,
    namespaces: teams.reduce((sum, team) => sum + team.namespaces, 0),
    pods: parts.pods.length,
    quotasKnown,
    ...sumResources({ nodes, pods: parts.pods, quotas: parts.quotas, usageOf }),
    teams,
  };
}

/** Whether the metrics API has been read at some time. */
export function isUseKnown({ state }: ClusterSums["metrics"]): boolean {
  return state === "live" || state === "stale";
}

type UsageOf = (pod: PodRow) => PodMetricsRow | undefined;

function indexUse(podMetrics: readonly PodMetricsRow[]): UsageOf {
  const byPod = new Map(podMetrics.map((row) => [`${row.namespace}/${row.name}`, row]));
  return (pod) => {
    const row = byPod.get(`${pod.namespace}/${pod.name}`);
    return row && isUseOf(row, pod) ? row : undefined;
  };
}

function shares(parts: ClusterParts, usageOf: UsageOf | undefined): TeamShare[] {
  const { pods, quotas, quotasKnown, namespaces, ownerOf } = parts;
  const names = new Set([...namespaces.map(({ name }) => name), ...[...pods, ...quotas].map((row) => row.namespace)]);
  const owners = new Map([...names].map((name) => [name, ownerOf(name)]));
  const slugOf = (row: { namespace: string }) => owners.get(row.namespace)?.slug;
  const podsOf = Map.groupBy(pods, slugOf);
  const quotasOf = Map.groupBy(quotas, slugOf);
  return [...Map.groupBy(names, (name) => owners.get(name)?.slug)]
    .map(([slug, own]) => ({
      team: slug,
      name: owners.get(own[0] ?? "")?.name ?? UNASSIGNED,
      namespaces: own.length,
      pods: podsOf.get(slug)?.length ?? 0,
      quotasKnown,
      ...sumResources({ pods: podsOf.get(slug) ?? [], quotas: quotasOf.get(slug) ?? [], usageOf }),
    }))
    .sort(compareShares);
}

/** By name, what belongs to no team last. */
export function compareShares(a: Pick<TeamShare, "team" | "name">, b: Pick<TeamShare, "team" | "name">): number {
  return Number(a.team === undefined) - Number(b.team === undefined) || compareText(a.name, b.name);
}
