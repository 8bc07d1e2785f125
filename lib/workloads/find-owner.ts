import { objectsOf } from "./below-of.ts";
import type { SeenWorkload } from "./read-workloads.ts";
import type { WorkloadFacts } from "./workload-facts.ts";

/**
 * The listed workload that a pod or a Job runs for: the Deployment of its ReplicaSet, the CronJob of its Job.
 * @param neighbours all workloads of its namespace
 * @returns undefined for what is listed itself
 */
export function findOwner({ row }: WorkloadFacts, neighbours: readonly SeenWorkload[]): SeenWorkload | undefined {
  return neighbours.find(
    ({ facts }) => facts.row.uid !== row.uid && objectsOf(facts).some((object) => object.uid === row.uid),
  );
}
