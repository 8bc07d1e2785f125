import type { ContainerRow } from "../types/container-row.ts";
import type { EventRow, PodRow } from "../types/rows.ts";
import { countEnds } from "./count-ends.ts";
import { crashingSince } from "./crashing-since.ts";
import { explainExit } from "./explain-exit.ts";
import { explainImagePull } from "./explain-image-pull.ts";
import { explainStartError } from "./explain-start-error.ts";
import { formatBytes } from "./format-amount.ts";
import { formatDuration } from "./format-duration.ts";
import { type PodProblem, plainProblem } from "./pod-problem.ts";
import { RECENT_SECONDS } from "./verdict-context.ts";

const IMAGE_REASONS = new Set([
  "ErrImagePull",
  "ImagePullBackOff",
  "InvalidImageName",
  "ErrImageNeverPull",
  "ImageInspectError",
  "RegistryUnavailable",
  "SignatureValidationFailed",
]);
const START_REASONS = new Set([
  "CreateContainerConfigError",
  "CreateContainerError",
  "RunContainerError",
  "PreCreateHookError",
  "PreStartHookError",
  "PostStartHookError",
]);
/** Reasons of a terminated container that never ran. */
const NEVER_RAN = new Set(["StartError", "ContainerCannotRun"]);

/** What is wrong with one container, or `undefined`. `warnings`: recent events about its pod. */
export function containerProblem(
  pod: PodRow,
  container: ContainerRow,
  warnings: readonly EventRow[],
  now: number,
): PodProblem | undefined {
  const { state, reason = "" } = container;
  if (state === "waiting" && IMAGE_REASONS.has(reason)) return imageProblem(pod, container, warnings);
  if (state === "waiting" && START_REASONS.has(reason)) return startProblem(pod, container, now);
  if (state === "waiting" && reason === "CrashLoopBackOff") return crashProblem(pod, container, now);
  if (state === "terminated") return terminatedProblem(pod, container, now);
  if (state === "running") return recentRestart(pod, container, now);
  return undefined;
}

/** "container `api`", "init container `migrate`", "sidecar `proxy`". */
export function containerName(container: ContainerRow): string {
  const role =
    container.role === "main" ? "container" : container.role === "sidecar" ? "sidecar" : `${container.role} container`;
  return `${role} \`${container.name}\``;
}

function imageProblem(pod: PodRow, container: ContainerRow, warnings: readonly EventRow[]): PodProblem {
  const reason = container.reason ?? "";
  const said = warnings.find(
    (event) => event.message.includes(`image "${container.image}"`) && event.reason === "Failed",
  );
  const why = explainImagePull(reason, container.message) ?? explainImagePull(reason, said?.message);
  const head = `image \`${container.image}\` cannot be pulled${why ? `: ${why}` : ""}`;
  return plainProblem("image-pull", "Image pull", "failing", head, said?.firstAt ?? waitsSince(pod, container));
}

function startProblem(pod: PodRow, container: ContainerRow, now: number): PodProblem {
  const { cause, label, text } = explainStartError(container.reason ?? "", container.message);
  const head = `${containerName(container)} cannot start: ${text}`;
  return withRestarts(plainProblem(cause, label, "failing", head, waitsSince(pod, container)), pod, container, now);
}

/** When its turn came: the pod started, the init containers before it were done, or its last run ended. */
function waitsSince(pod: PodRow, container: ContainerRow): number {
  const before = pod.containers.slice(0, pod.containers.indexOf(container)).filter(({ role }) => role === "init");
  const ends = [container, ...before].flatMap((one) => one.finishedAt ?? one.lastFinishedAt ?? []);
  return Math.max(pod.startedAt ?? pod.createdAt, ...ends);
}

function crashProblem(pod: PodRow, container: ContainerRow, now: number): PodProblem {
  const oom = container.lastReason === "OOMKilled";
  if (oom) return { ...oomProblem(pod, container, now), tail: nextStart(container, now) };
  const why = NEVER_RAN.has(container.lastReason ?? "")
    ? "its command cannot be run"
    : explainExit(container.lastExitCode, container.lastReason);
  const head = `${containerName(container)} keeps crashing: ${why}`;
  const problem = plainProblem("crash-loop", "Crash loop", "failing", head, crashingSince(container));
  return { ...withRestarts(problem, pod, container, now), tail: nextStart(container, now) };
}

function oomProblem(pod: PodRow, container: ContainerRow, now: number): PodProblem {
  const note = container.memoryLimit === undefined ? "no memory limit" : `limit ${formatBytes(container.memoryLimit)}`;
  const head = `${containerName(container)} was OOM-killed`;
  const problem = plainProblem("oom-killed", "OOM-killed", "failing", head, crashingSince(container));
  const counted = countEnds(container, "OOMKilled", now);
  return { ...withRestarts(problem, pod, container, now), note, counted };
}

/** Between two runs, or for good where the pod does not restart its containers. */
function terminatedProblem(pod: PodRow, container: ContainerRow, now: number): PodProblem | undefined {
  const { exitCode, reason, finishedAt } = container;
  if (reason === "OOMKilled") return oomProblem(pod, container, now);
  if (NEVER_RAN.has(reason ?? "")) return startProblem(pod, container, now);
  if (exitCode === 0) return undefined;
  // The kubelet of a node that is gone cannot report how its containers ended.
  if (reason === "ContainerStatusUnknown") return undefined;
  const head = `${containerName(container)} ended with ${explainExit(exitCode, reason)}`;
  const problem = plainProblem("container-error", "Container error", "failing", head, finishedAt);
  return withRestarts(problem, pod, container, now);
}

/** It runs again, but did not a short while ago. */
function recentRestart(pod: PodRow, container: ContainerRow, now: number): PodProblem | undefined {
  const { restarts, lastFinishedAt, lastReason, lastExitCode } = container;
  if (restarts === 0 || lastFinishedAt === undefined || now - lastFinishedAt > RECENT_SECONDS) return undefined;
  if (lastReason === "OOMKilled") {
    return { ...oomProblem(pod, container, now), level: container.ready ? "degraded" : "failing" };
  }
  const head = `${containerName(container)} restarted ${formatDuration(now - lastFinishedAt)} ago: ${explainExit(lastExitCode, lastReason)}`;
  return withRestarts(
    plainProblem("restarted", "Restarting", "degraded", head, crashingSince(container)),
    pod,
    container,
    now,
  );
}

/** The object proves how many restarts there were since the pod began, not when each of them was. */
function withRestarts(problem: PodProblem, pod: PodRow, container: ContainerRow, now: number): PodProblem {
  return { ...problem, restarts: container.restarts, window: now - (pod.startedAt ?? pod.createdAt) };
}

/** The kubelet names the delay ("back-off 5m0s restarting failed container"); it runs from the last end. */
function nextStart(container: ContainerRow, now: number): string | undefined {
  const match = /back-off (?:(\d+)m)?(?:(\d+)s)? restarting/.exec(container.message ?? "");
  if (!match || container.lastFinishedAt === undefined) return undefined;
  const delay = Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0);
  const left = container.lastFinishedAt + delay - now;
  return left > 0 ? `next start in ${formatDuration(left)}` : undefined;
}
