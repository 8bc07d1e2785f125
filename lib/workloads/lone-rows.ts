import type { JobRow, PodRow, ReplicaSetRow } from "#lib/kubernetes/types/rows";

/** Owners whose own line stands for their pods. A pod of any other owner (a custom resource, a node) has a line. */
const OWNERS = new Set(["ReplicaSet", "StatefulSet", "DaemonSet", "Job"]);

/** Pods of one cluster that lists show: no other line stands for them. */
export function lonePods(rows: {
  readonly Pod: readonly PodRow[];
  readonly ReplicaSet: readonly ReplicaSetRow[];
}): PodRow[] {
  const bareSets = new Set(rows.ReplicaSet.filter((set) => set.ownerKind !== "Deployment").map((set) => set.uid));
  return rows.Pod.filter(
    (pod) => pod.ownerKind === undefined || !OWNERS.has(pod.ownerKind) || bareSets.has(pod.ownerUid ?? ""),
  );
}

/** Jobs that lists show: the line of a CronJob stands for its runs. */
export function loneJobs(jobs: readonly JobRow[]): JobRow[] {
  return jobs.filter((job) => job.ownerKind !== "CronJob");
}
