import type { Scenario } from "../fleet/scenario.ts";

/** Clusters with nothing but their system namespaces. */
export function emptyScenario(clusters: number): Scenario {
  return {
    name: "empty",
    seed: "empty",
    clusters: Array.from({ length: clusters }, (_, index) => ({ slug: `empty-${index + 1}`, populate: () => {} })),
  };
}
