import { deriveRevisions, type SetFacts } from "./derive-revisions.ts";
import type { WorkloadFacts } from "./workload-facts.ts";

/** The newest rollout or creation, or the run of a lone Job: what somebody last did to it. Epoch seconds. */
export function deriveLastChange(facts: WorkloadFacts): number {
  const { row } = facts;
  switch (facts.kind) {
    case "Deployment":
      return Math.max(row.createdAt, ...facts.replicaSets.map((set) => set.createdAt));
    case "StatefulSet":
    case "DaemonSet":
      return lastRollout(facts);
    case "Job":
      return Math.max(row.createdAt, facts.row.startedAt ?? 0, facts.row.completedAt ?? 0);
    // A run is what a CronJob's schedule does, not a change of it.
    case "CronJob":
      return Math.max(row.createdAt, facts.row.specWrittenAt ?? 0);
    case "Pod":
      return row.createdAt;
  }
}

/**
 * When the oldest pod of the newest revision was made, but no later than the template was last written: a pod made
 * since then was only replaced. Where the cluster does not say when it was written, the oldest pod is all that is known.
 */
function lastRollout(facts: SetFacts): number {
  const { createdAt, templateWrittenAt } = facts.row;
  const since = deriveRevisions(facts)[0]?.since ?? createdAt;
  return Math.max(createdAt, Math.min(since, templateWrittenAt ?? since));
}
