import { KIND_NAMES } from "#lib/kubernetes/kinds/registry";
import type { Runtime } from "#lib/runtime";

/** The figures of the live streams, the fleet and its caches, read when somebody asks for the metrics. */
export function registerGauges({ metrics, live, fleet }: Pick<Runtime, "metrics" | "live" | "fleet">): void {
  metrics.gauge("wheelhouse_live_streams", "Open live streams", () => live.stats().streams);
  metrics.gauge("wheelhouse_live_subscriptions", "Views followed over all streams", () => live.stats().subscriptions);
  metrics.gauge("wheelhouse_live_shared_views", "Views in memory", () => live.stats().sharedViews);
  metrics.gauge("wheelhouse_live_computations", "View computations since the start", () => live.stats().computations);
  metrics.gauge("wheelhouse_live_patches", "Patches sent since the start", () => live.stats().patches);
  metrics.gauge("wheelhouse_live_resets", "Resets sent since the start", () => live.stats().resets);
  metrics.labelledGauge("wheelhouse_fleet_clusters", "Connected clusters by state of their caches", "state", () =>
    countBy(fleet.clusters().map((cluster) => cluster.overall().state)),
  );
  metrics.labelledGauge("wheelhouse_cache_rows", "Cached rows by kind", "kind", () => {
    const clusters = fleet.clusters();
    const total = (kind: (typeof KIND_NAMES)[number]) =>
      clusters.reduce((sum, cluster) => sum + cluster.status(kind).count, 0);
    return new Map(KIND_NAMES.map((kind) => [kind, total(kind)]));
  });
}

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
