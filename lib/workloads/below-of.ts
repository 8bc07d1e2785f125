import type { PodTemplateFacts, RowMeta } from "#lib/kubernetes/types/rows";
import type { WorkloadFacts } from "./workload-facts.ts";

/** The workload itself and everything that runs for it. */
export function objectsOf(facts: WorkloadFacts): readonly RowMeta[] {
  const between = facts.kind === "Deployment" ? facts.replicaSets : facts.kind === "CronJob" ? facts.jobs : [];
  return [facts.row, ...between, ...facts.pods];
}

/** What its pod template says; undefined for a lone pod, or when the cluster did not say. */
export function templateOf(facts: WorkloadFacts): PodTemplateFacts | undefined {
  return facts.kind === "Pod" ? undefined : facts.row.template;
}
