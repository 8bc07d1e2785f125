import { formatBytes } from "#lib/core/format-quantity";
import type { ContainerRow } from "#lib/kubernetes/types/container-row";
import type { PodRow } from "#lib/kubernetes/types/rows";
import type { EventDetail, WorkloadRow } from "./schemas.ts";

const MAX_CONTAINERS = 5;
const MAX_WARNINGS = 4;

/** Facts behind a verdict, strongest first. A workload that is well needs none. */
export function collectEvidence(
  verdict: WorkloadRow["verdict"],
  pods: readonly PodRow[],
  events: readonly EventDetail[],
): string[] {
  if (verdict.level === "healthy" || verdict.level === "idle") return [];
  return [...containerEvidence(pods), ...warnings(events)];
}

/** Containers in trouble, the same trouble in several pods told once. */
function containerEvidence(pods: readonly PodRow[]): string[] {
  const troubles = pods.flatMap((pod) => pod.containers.filter(isInTrouble).map(describeContainer));
  const counts = new Map<string, number>();
  for (const text of troubles) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_CONTAINERS)
    .map(([text, count]) => (count === 1 ? text : `${text}, in ${count} pods`));
}

function isInTrouble({ role, state, reason, exitCode, lastReason, lastExitCode, restarts }: ContainerRow): boolean {
  if (role === "ephemeral") return false;
  if (state === "waiting")
    return reason !== undefined && reason !== "ContainerCreating" && reason !== "PodInitializing";
  if (state === "terminated") return (exitCode ?? 0) !== 0;
  return restarts > 0 && lastReason !== undefined && lastExitCode !== 0;
}

function describeContainer(container: ContainerRow): string {
  const { name, state, reason, exitCode, lastReason, lastExitCode, restarts, memoryLimit, message } = container;
  const ended = state === "terminated" ? endWords(exitCode, reason) : endWords(lastExitCode, lastReason);
  const oom = reason === "OOMKilled" || lastReason === "OOMKilled";
  const parts = [
    state === "waiting" && reason ? reason : undefined,
    ended,
    restarts > 0 ? `${restarts} ${restarts === 1 ? "restart" : "restarts"}` : undefined,
    oom && memoryLimit !== undefined ? `memory limit ${formatBytes(memoryLimit)}` : undefined,
    ended === undefined && message ? message : undefined,
  ].filter((part) => part !== undefined);
  return `Container \`${name}\`: ${parts.join(", ")}`;
}

function endWords(exitCode: number | undefined, reason: string | undefined): string | undefined {
  if (exitCode === undefined) return reason;
  return reason === undefined ? `exit ${exitCode}` : `exit ${exitCode} ${reason}`;
}

function warnings(events: readonly EventDetail[]): string[] {
  const seen = new Set<string>();
  return events
    .filter((event) => event.type === "Warning" && !seen.has(event.reason) && seen.add(event.reason))
    .slice(0, MAX_WARNINGS)
    .map(({ reason, message, count }) => `${reason}${count > 1 ? ` × ${count}` : ""}: ${message}`);
}

/** What usually helps, by the machine-readable cause of the verdict. Causes without an entry have no common remedy. */
const NEXT_STEPS: Readonly<Record<string, string>> = {
  "oom-killed": "Raise the container's memory limit, or find what uses more than before.",
  "crash-loop": "Read the log of the last run: the container ends by itself.",
  "container-error": "Read the log of the last run.",
  "image-pull": "Check the image name and tag, and the pull secret.",
  "config-missing": "Create the missing ConfigMap or Secret, or correct its name.",
  "start-error": "Correct the command or the entry point of the image.",
  "init-waiting": "Look at the init containers: the main ones start after them.",
  quota: "Free quota in this namespace, ask for more, or lower the requests.",
  "limit-range": "Set requests and limits within the limit range of this namespace.",
  unschedulable: "Lower the requests, correct node selectors and tolerations, or add nodes.",
  "pod-security": "Make the pod fit the Pod Security level of this namespace.",
  "readiness-gate": "Look at the controller that sets this gate, often a load balancer's: it has not reported the pod.",
  "rollout-stuck": "Look at the newest pods, or roll back to the previous version.",
  "job-backoff": "Read the log of the last failed pod, then start the Job again.",
  "last-run-failed": "Read the log of the last run.",
  "missed-schedule": "Check whether the CronJob is suspended or still runs an older Job.",
  "node-lost": "The node does not answer; the pods come back elsewhere after its grace period.",
  "pvc-pending": "Check the storage class and the events of the claim.",
};

export function nextStepOf(verdict: WorkloadRow["verdict"]): string | undefined {
  return verdict.cause === undefined ? undefined : NEXT_STEPS[verdict.cause];
}
