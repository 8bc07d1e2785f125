import type { ClusterSums, MeasuredPods, Summary } from "./schemas.ts";
import { addSums, addTotals } from "./sum-resources.ts";
import { compareShares, isUseKnown } from "./summarise-cluster.ts";

/** The same figures by team over all clusters, and in total. Pure. */
export function addUp(clusters: readonly ClusterSums[]): Pick<Summary, "teams" | "total" | "coverage"> {
  const shares = clusters.flatMap((cluster) => cluster.teams);
  const byTeam = Map.groupBy(shares, (share) => share.team ?? "");
  const count = (values: readonly (number | undefined)[]) =>
    values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const known = clusters.filter((cluster) => cluster.pods !== undefined);
  const withNodes = clusters.filter((cluster) => cluster.nodes !== undefined);
  const teams = [...byTeam].map(([key, list]) => ({
    key: key === "" ? "none" : `team/${key}`,
    team: list[0]?.team,
    name: list[0]?.name ?? "",
    clusters: list.length,
    namespaces: count(list.map((share) => share.namespaces)),
    pods: count(list.map((share) => share.pods)),
    ...addCoverage(list),
    ...addSums(list),
  }));
  return {
    teams: teams.sort(compareShares),
    total: {
      nodes: withNodes.length > 0 ? count(withNodes.map((cluster) => cluster.nodes)) : undefined,
      namespaces: count(clusters.map((cluster) => cluster.namespaces)),
      pods: count(clusters.map((cluster) => cluster.pods)),
      ...addCoverage(clusters),
      ...addTotals(clusters),
    },
    coverage: {
      clusters: clusters.length,
      known: known.length,
      capacityKnown: withNodes.length,
      useKnown: known.filter(({ metrics }) => isUseKnown(metrics)).length,
      useStale: known.filter(({ metrics }) => metrics.state === "stale").length,
    },
  };
}

type Coverage = { readonly measuredPods?: MeasuredPods | undefined; readonly quotasKnown: boolean };

/** Quotas are known where all of them are. */
function addCoverage(list: readonly Coverage[]): Required<Coverage> {
  const pods = list.flatMap(({ measuredPods }) => measuredPods ?? []);
  const count = (pick: (pods: MeasuredPods) => number) => pods.reduce((sum, part) => sum + pick(part), 0);
  return {
    measuredPods: { running: count(({ running }) => running), measured: count(({ measured }) => measured) },
    quotasKnown: list.every(({ quotasKnown }) => quotasKnown),
  };
}
