import { needsAttention } from "#lib/clusters/format";
import type { ClusterRow } from "#lib/clusters/schemas";
import type { FilterFields } from "../data-table/match-filter.tsx";
import type { QuickFilter } from "../data-table/types.tsx";

/** What the filter of the fleet may ask. */
export const CLUSTER_FILTER: FilterFields<ClusterRow> = {
  fields: {
    status: (row) => row.verdict.level,
    environment: (row) => row.environment.slug,
    version: (row) => row.version,
    group: (row) => row.groups.map((group) => group.slug),
    provider: (row) => row.provider,
    region: (row) => row.region,
    data: (row) => row.freshness.state,
    needs: (row) =>
      [needsAttention(row) ? "attention" : undefined, row.versionBehind ? "upgrade" : undefined].filter(
        (need) => need !== undefined,
      ),
    nodes: (row) => row.nodes,
  },
  text: (row) => `${row.slug} ${row.displayName} ${row.verdict.label}`,
};

/** The quick filters that make sense for these rows. */
export function clusterQuickFilters(rows: readonly ClusterRow[]): QuickFilter[] {
  const environments = new Map(rows.map((row) => [row.environment.slug, row.environment]));
  const filters: QuickFilter[] = [{ label: "All", filter: "" }];
  if (rows.some(needsAttention)) filters.push({ label: "Needs attention", filter: "needs:attention" });
  const ordered = [...environments.values()].toSorted((a, b) => b.rank - a.rank);
  if (ordered.length > 1) {
    for (const { name, slug } of ordered) filters.push({ label: name, filter: `environment:${slug}` });
  }
  if (rows.some((row) => row.versionBehind)) filters.push({ label: "Version behind", filter: "needs:upgrade" });
  return filters;
}
