import type { ClusterSpec, Scenario, ScenarioCluster } from "../fleet/scenario.ts";
import { deployment } from "./kit/app.ts";
import { apply } from "./kit/apply.ts";
import { service } from "./kit/around-app.ts";
import { namespace, node } from "./kit/platform.ts";

const MINUTE = 60_000;

function populate(cluster: ScenarioCluster, version: string): void {
  const at = cluster.start - 60 * MINUTE;
  for (const index of [1, 2]) {
    apply(
      cluster,
      node({ name: `${cluster.slug}-${index}`, cpu: 8, memoryGi: 32, version: "v1.36.3", ip: `10.0.0.${index}` }, at),
      true,
    );
  }
  for (const team of ["payments", "search"]) {
    apply(cluster, namespace(team, { "example.com/team": team }));
    const app = { name: `${team}-api`, namespace: team, team, version, replicas: 2 };
    cluster.before(30 * MINUTE, () => {
      apply(cluster, deployment(app));
      apply(cluster, service(app));
    });
  }
}

const clusterSpec = (slug: string, version: string): ClusterSpec => ({
  slug,
  historyMs: 60 * MINUTE,
  populate: (cluster) => populate(cluster, version),
});

/** Two small healthy clusters with the same two teams in different versions. */
export function twoClustersScenario(): Scenario {
  return {
    name: "two-clusters",
    seed: "two-clusters",
    clusters: [clusterSpec("alpha", "1.1.0"), clusterSpec("beta", "1.0.0")],
  };
}
