import type { DemoClock } from "./clock/hand-clock.ts";
import { wallClock } from "./clock/wall-clock.ts";
import { type DemoCluster, startDemoCluster } from "./fleet/demo-cluster.ts";
import type { Scenario } from "./fleet/scenario.ts";
import { kubeconfigOf } from "./pki/kubeconfig.ts";
import { scenarioByName } from "./scenarios/scenario-by-name.ts";

export type DemoFleetOptions = {
  /** A name (`empty`, `one-of-each`, `two-clusters`, `pods:N`, `demo`) or a scenario of your own. */
  scenario: string | Scenario;
  /** How many clusters the scenarios `empty` and `pods:N` have; default 1. */
  clusters?: number;
  /** Default: the wall clock. */
  clock?: DemoClock;
  /** Keeps certificates here; without it they live in memory. */
  dir?: string;
  /** Replaces the scenario's own seed. */
  seed?: string;
  /** The first cluster's port, the others follow; default: free ports. */
  portBase?: number;
};

export type DemoFleet = {
  clusters: DemoCluster[];
  /** All portal contexts in one kubeconfig (YAML). */
  kubeconfig: string;
  cluster(slug: string): DemoCluster;
  stop(): Promise<void>;
};

/** Starts a fleet of simulated clusters, each an HTTPS API server on loopback. */
export async function startDemoFleet(options: DemoFleetOptions): Promise<DemoFleet> {
  const { scenario: wanted, clock = wallClock(), dir, portBase } = options;
  const scenario = typeof wanted === "string" ? scenarioByName(wanted, options.clusters ?? 1) : wanted;
  const seed = options.seed ?? scenario.seed;
  const clusters = await Promise.all(
    scenario.clusters.map((spec, index) =>
      startDemoCluster({ spec, seed, clock, dir, port: portBase ? portBase + index : 0 }),
    ),
  );
  return {
    clusters,
    kubeconfig: kubeconfigOf(
      clusters.map(({ slug, server, ca, token }) => ({ name: slug, server, ca, credential: { token } })),
    ),
    cluster: (slug) => {
      const found = clusters.find((candidate) => candidate.slug === slug);
      if (!found) throw new Error(`the demo fleet has no cluster ${slug}`);
      return found;
    },
    stop: async () => {
      await Promise.all(clusters.map((cluster) => cluster.close()));
    },
  };
}
