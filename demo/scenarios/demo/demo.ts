import type { Scenario } from "../../fleet/scenario.ts";
import { CLUSTERS } from "./clusters.ts";
import { addLife } from "./life.ts";
import { PAST_MS, populateCluster } from "./populate.ts";
import { addTroubles } from "./troubles.ts";

/** The fleet a newcomer sees: six clusters, five teams, a few things always going wrong, and life in it. */
export function demoScenario(): Scenario {
  return {
    name: "demo",
    seed: "demo",
    clusters: CLUSTERS.map((spec) => ({
      slug: spec.slug,
      version: spec.version,
      metrics: spec.metrics,
      historyMs: PAST_MS,
      ...(spec.onlyNamespaces ? { onlyNamespaces: spec.onlyNamespaces } : {}),
      populate: (cluster) => {
        populateCluster(cluster, spec);
        addTroubles(cluster, spec.slug);
        addLife(cluster, spec.slug);
      },
    })),
  };
}
