import type { RowMeta } from "#lib/kubernetes/types/rows";
import { indexBy } from "./index-by.ts";
import { loneJobs, lonePods } from "./lone-rows.ts";
import { lookupsOf } from "./lookups-of.ts";
import type { ClusterRows } from "./read-cluster-rows.ts";
import type { WorkloadFacts } from "./workload-facts.ts";

/** Finds what runs below each workload of one cluster: one pass over the rows, no lookups in between. */
export function collectWorkloads({ rows }: Pick<ClusterRows, "rows">): WorkloadFacts[] {
  const pods = indexBy(rows.Pod, (pod) => pod.ownerUid);
  const replicaSets = indexBy(rows.ReplicaSet, (set) => set.ownerUid);
  const jobs = indexBy(rows.Job, (job) => job.ownerUid);
  const around = lookupsOf(rows);
  const podsOf = (owners: readonly RowMeta[]) => owners.flatMap((owner) => pods.get(owner.uid) ?? []);
  return [
    ...rows.Deployment.map((row): WorkloadFacts => {
      const sets = replicaSets.get(row.uid) ?? [];
      return { kind: "Deployment", row, replicaSets: sets, pods: podsOf(sets), ...around };
    }),
    ...rows.StatefulSet.map((row): WorkloadFacts => ({ kind: "StatefulSet", row, pods: podsOf([row]), ...around })),
    ...rows.DaemonSet.map((row): WorkloadFacts => ({ kind: "DaemonSet", row, pods: podsOf([row]), ...around })),
    ...rows.CronJob.map((row): WorkloadFacts => {
      const runs = jobs.get(row.uid) ?? [];
      return { kind: "CronJob", row, jobs: runs, pods: podsOf(runs), ...around };
    }),
    ...loneJobs(rows.Job).map((row): WorkloadFacts => ({ kind: "Job", row, pods: podsOf([row]), ...around })),
    ...lonePods(rows).map((row): WorkloadFacts => ({ kind: "Pod", row, pods: [row], ...around })),
  ];
}
