import type { ContainerStatus, Pod } from "../types/workloads.ts";
import { ageOf, since } from "./cells.ts";
import type { Cell, Printer } from "./printer.ts";

function initReason({ spec, status }: Pod): string | undefined {
  const total = spec.initContainers?.length ?? 0;
  for (const [index, container] of (status.initContainerStatuses ?? []).entries()) {
    const { terminated, waiting } = container.state;
    if (terminated?.exitCode === 0) continue;
    if (terminated) return `Init:${terminated.reason || `ExitCode:${terminated.exitCode}`}`;
    if (waiting && waiting.reason !== "PodInitializing") return `Init:${waiting.reason}`;
    return `Init:${index}/${total}`;
  }
  return undefined;
}

function containerReason(statuses: readonly ContainerStatus[], fallback: string): string {
  let reason = fallback;
  let hasRunning = false;
  for (const { state, ready } of statuses.toReversed()) {
    if (state.waiting?.reason) reason = state.waiting.reason;
    else if (state.terminated) reason = state.terminated.reason || `ExitCode:${state.terminated.exitCode}`;
    else if (ready && state.running) hasRunning = true;
  }
  return reason === "Completed" && hasRunning ? "Running" : reason;
}

/** The STATUS column (k8s.io/kubernetes/pkg/printers/internalversion, `printPod`). */
function statusText(pod: Pod): string {
  const { status, metadata } = pod;
  const base = status.reason || status.phase;
  const reason = initReason(pod) ?? containerReason(status.containerStatuses ?? [], base);
  if (!metadata.deletionTimestamp) return reason;
  if (status.reason === "NodeLost") return "Unknown";
  return status.phase === "Succeeded" || status.phase === "Failed" ? reason : "Terminating";
}

function restartsText({ status }: Pod, initializing: boolean, now: number): string {
  const all = status.containerStatuses ?? [];
  const counted = initializing ? (status.initContainerStatuses ?? []) : all;
  const total = counted.reduce((sum, { restartCount }) => sum + restartCount, 0);
  const last = counted
    .flatMap(({ lastState }) => lastState.terminated?.finishedAt ?? [])
    .sort()
    .at(-1);
  return total > 0 && last ? `${total} (${since(last, now)} ago)` : String(total);
}

function podCells(pod: Pod, now: number): Cell[] {
  const ready = (pod.status.containerStatuses ?? []).filter((status) => status.ready && status.state.running).length;
  return [
    `${ready}/${pod.spec.containers.length}`,
    statusText(pod),
    restartsText(pod, initReason(pod) !== undefined, now),
    ageOf(pod, now),
    pod.status.podIP ?? "<none>",
    pod.spec.nodeName ?? "<none>",
    "<none>",
    "<none>",
  ];
}

export const podPrinter: Printer = {
  columns: [
    ["Ready", "string"],
    ["Status", "string"],
    ["Restarts", "string"],
    ["Age", "string"],
    ["IP", "string", 1],
    ["Node", "string", 1],
    ["Nominated Node", "string", 1],
    ["Readiness Gates", "string", 1],
  ],
  cells: (object, now) => podCells(object as Pod, now),
};
