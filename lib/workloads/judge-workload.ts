import { deriveCronJobVerdict } from "#lib/kubernetes/kinds/derive-cron-job-verdict";
import { deriveDaemonSetVerdict } from "#lib/kubernetes/kinds/derive-daemon-set-verdict";
import { deriveDeploymentVerdict } from "#lib/kubernetes/kinds/derive-deployment-verdict";
import { deriveJobVerdict } from "#lib/kubernetes/kinds/derive-job-verdict";
import { derivePodVerdict } from "#lib/kubernetes/kinds/derive-pod-verdict";
import { deriveStatefulSetVerdict } from "#lib/kubernetes/kinds/derive-stateful-set-verdict";
import type { VerdictContext } from "#lib/kubernetes/kinds/verdict-context";
import type { Verdict } from "#lib/kubernetes/types/verdict";
import type { WorkloadFacts } from "./workload-facts.ts";

/**
 * Judges a workload by what the viewer may see of it. Pure.
 * @param now epoch milliseconds by the cluster's clock
 */
export function judgeWorkload(facts: WorkloadFacts, now: number): Verdict {
  const context = verdictContext(facts, now);
  const { pods } = facts;
  switch (facts.kind) {
    case "Deployment":
      return deriveDeploymentVerdict({ deployment: facts.row, replicaSets: facts.replicaSets, pods }, context);
    case "StatefulSet":
      return deriveStatefulSetVerdict({ statefulSet: facts.row, pods }, context);
    case "DaemonSet":
      return deriveDaemonSetVerdict({ daemonSet: facts.row, pods }, context);
    case "CronJob":
      return deriveCronJobVerdict({ cronJob: facts.row, jobs: facts.jobs, pods }, context);
    case "Job":
      return deriveJobVerdict({ job: facts.row, pods }, context);
    case "Pod":
      return derivePodVerdict(facts.row, context);
  }
}

/** @param now epoch milliseconds by the cluster's clock; verdicts count in seconds */
export function verdictContext(facts: Pick<WorkloadFacts, "eventsOf" | "nodeOf">, now: number): VerdictContext {
  return { now: Math.floor(now / 1000), eventsOf: facts.eventsOf, nodeOf: facts.nodeOf };
}
