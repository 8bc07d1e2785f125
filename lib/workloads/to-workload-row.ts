import { imageTag } from "#lib/kubernetes/kinds/image-tag";
import type { Verdict } from "#lib/kubernetes/types/verdict";
import { deriveLastChange } from "./derive-last-change.ts";
import { deriveRestartHours } from "./derive-restart-hours.ts";
import { judgeWorkload } from "./judge-workload.ts";
import type { ClusterRows } from "./read-cluster-rows.ts";
import type { WorkloadRow } from "./schemas.ts";
import type { WorkloadFacts } from "./workload-facts.ts";

/** One line of the workload list. */
export function toWorkloadRow(
  { place, freshness, clock }: Pick<ClusterRows, "place" | "freshness" | "clock">,
  facts: WorkloadFacts,
): WorkloadRow {
  const { kind, row, pods } = facts;
  const images = imagesOf(facts);
  const holding = pods.filter((pod) => pod.phase !== "Succeeded" && pod.phase !== "Failed");
  return {
    key: `${place.id}/${row.uid}`,
    cluster: place.slug,
    namespace: row.namespace,
    kind,
    name: row.name,
    app: appOf(facts),
    partOf: row.partOf,
    environment: place.environment,
    version: row.appVersion ?? imageTag(images[0]),
    images: [...images],
    verdict: toVerdict(judgeWorkload(facts, clock.judgedAt)),
    stale: freshness.state !== "live",
    ...replicasOf(facts),
    pods: pods.length,
    restarts: sum(pods, (pod) => sum(pod.containers, (container) => container.restarts)),
    restartHours: deriveRestartHours(pods, clock.now / 1000, clock.judgedAt / 1000),
    cpuRequest: sum(holding, (pod) => pod.cpuRequest),
    memoryRequest: sum(holding, (pod) => pod.memoryRequest),
    gpuRequest: sum(holding, (pod) => pod.gpuRequest),
    createdAt: row.createdAt,
    lastChangeAt: deriveLastChange(facts),
  };
}

/** The application that a workload belongs to: by its label, else itself. */
export function appOf({ row }: WorkloadFacts): string {
  return row.appName ?? row.name;
}

/** The verdict as answers carry it. */
export function toVerdict({ level, label, sentence, cause, since }: Verdict): WorkloadRow["verdict"] {
  return { level, label, sentence, cause, since };
}

export function imagesOf({ kind, row }: WorkloadFacts): readonly string[] {
  if (kind !== "Pod") return row.images;
  return row.containers.filter(({ role }) => role === "main").map(({ image }) => image);
}

function replicasOf({ kind, row }: WorkloadFacts): { ready?: number; desired?: number } {
  switch (kind) {
    case "Deployment":
    case "StatefulSet":
    case "DaemonSet":
      return { ready: row.ready, desired: row.desired };
    case "Job":
      return { ready: row.succeeded, desired: row.completions };
    case "Pod":
      return { ready: row.ready ? 1 : 0, desired: 1 };
    case "CronJob":
      return {};
  }
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
