import type { ContainerRow } from "../types/container-row.ts";
import type { PodRow } from "../types/rows.ts";
import { condenseMessage } from "./condense-message.ts";
import { containerName, containerProblem } from "./container-problem.ts";
import { formatDuration } from "./format-duration.ts";
import { countWord } from "./make-verdict.ts";
import { type PodProblem, plainProblem } from "./pod-problem.ts";
import { readinessProblem } from "./readiness-problem.ts";
import { schedulingProblem } from "./scheduling-problem.ts";
import { unreadyProblem } from "./unready-problem.ts";
import { recentEvents, recentWarnings, type VerdictContext } from "./verdict-context.ts";
import { volumeProblem } from "./volume-problem.ts";

/** Pulling a large image takes minutes; longer than this is worth a look. */
const LONG_START_SECONDS = 300;
const ORDER = { failing: 0, degraded: 1, progressing: 2 } as const;

/** The worst thing that is wrong with a pod, or `undefined` for one that runs well, has completed or goes away. */
export function podProblemOf(pod: PodRow, context: VerdictContext): PodProblem | undefined {
  if (pod.phase === "Succeeded") return undefined;
  const lost = nodeProblem(pod, context);
  if (lost) return lost;
  if (pod.phase === "Failed") return failedProblem(pod, context.now);
  if (pod.node === undefined) return schedulingProblem(pod, context);
  return containersProblem(pod, context) ?? startProblem(pod, context) ?? unreadyProblem(pod, context);
}

function nodeProblem(pod: PodRow, { nodeOf, now }: VerdictContext): PodProblem | undefined {
  const ready = pod.node === undefined ? undefined : nodeOf?.(pod.node)?.conditions.find((one) => one.type === "Ready");
  const lost = pod.reason === "NodeLost" || pod.phase === "Unknown";
  if (pod.phase === "Failed" || (!lost && (ready === undefined || ready.status === "True"))) return undefined;
  if (!lost && pod.deletedAt !== undefined) return undefined;
  const silent = ready?.since === undefined ? "" : ` for ${formatDuration(now - ready.since)}`;
  const said = ready?.status === "False" ? "has not been ready" : "has not reported";
  const head = pod.node ? `its node \`${pod.node}\` ${said}${silent}` : "its node has not reported";
  return plainProblem("node-lost", "Node lost", "failing", head, ready?.since);
}

/** Phase Failed: the kubelet or a controller ended the pod, or its containers ended and are not restarted. */
function failedProblem(pod: PodRow, now: number): PodProblem {
  const message = pod.message ?? "";
  const ended = worst(ownContainers(pod).map((container) => containerProblem(pod, container, [], now)));
  if (pod.reason === "Evicted") {
    const resource = /low on resource: ([\w-]+)/.exec(message)?.[1];
    const storage = /local storage usage exceeds|EmptyDir volume "[^"]*" exceeds/i.test(message);
    const own = storage ? "it used more local storage than allowed" : condenseMessage(message);
    const why = resource ? `the node was low on ${resource}` : own;
    return plainProblem("evicted", "Evicted", "failing", `pod evicted${why ? `, ${why}` : ""}`, lastEnd(pod));
  }
  if (pod.reason === "DeadlineExceeded") {
    return plainProblem(
      "deadline",
      "Deadline exceeded",
      "failing",
      "it ran longer than its deadline allows",
      lastEnd(pod),
    );
  }
  if (ended) return ended;
  const why = pod.reason ? `: ${explainFailed(pod.reason, message)}` : message ? `: ${condenseMessage(message)}` : "";
  return plainProblem("pod-failed", "Failed", "failing", `the pod failed${why}`, lastEnd(pod));
}

function explainFailed(reason: string, message: string): string {
  if (reason === "Preempting" || reason === "Preempted") return "a pod of higher priority took its place";
  if (reason === "NodeShutdown" || reason === "Terminated" || reason === "Shutdown") return "its node was shut down";
  if (/^OutOf/.test(reason)) return `the node had too little ${reason.slice(5).toLowerCase()}`;
  return message ? condenseMessage(message) : reason;
}

function lastEnd(pod: PodRow): number | undefined {
  const ends = pod.containers.map((container) => container.finishedAt).filter((time) => time !== undefined);
  return ends.length > 0 ? Math.max(...ends) : undefined;
}

/** All but those that somebody added to look around (`kubectl debug`): they stay until the pod goes. */
function ownContainers(pod: PodRow): readonly ContainerRow[] {
  return pod.containers.filter((container) => container.role !== "ephemeral");
}

/** Init containers run one after the other before the rest, so the first of them that has trouble is the cause. */
function containersProblem(pod: PodRow, context: VerdictContext): PodProblem | undefined {
  const { now } = context;
  const warnings = recentWarnings(context, pod.uid);
  const of = (container: ContainerRow) =>
    containerProblem(pod, container, warnings, now) ?? readinessProblem(pod, container, warnings, now);
  const inits = pod.containers.filter((container) => container.role === "init");
  const open = inits.filter((container) => !isDone(container));
  const init = worst(open.map(of));
  if (init && init.level === "failing") return init;
  const rest = worst(runningTogether(pod).map(of));
  if (rest?.level === "failing") return rest;
  return init?.cause === "restarted" ? init : (initWaiting(inits, open, now) ?? rest);
}

/** Main containers and sidecars. Once the main ones have ended, the kubelet stops the sidecars: that is no failure. */
function runningTogether(pod: PodRow): readonly ContainerRow[] {
  const main = pod.containers.filter((container) => container.role === "main");
  if (main.length > 0 && main.every((container) => container.state === "terminated")) return main;
  return pod.containers.filter((container) => container.role === "main" || container.role === "sidecar");
}

function isDone(container: ContainerRow): boolean {
  return container.state === "terminated" && container.exitCode === 0;
}

function initWaiting(
  inits: readonly ContainerRow[],
  open: readonly ContainerRow[],
  now: number,
): PodProblem | undefined {
  const running = open.find((container) => container.state === "running");
  if (!running) return undefined;
  const seconds = running.startedAt === undefined ? undefined : now - running.startedAt;
  const place = inits.length > 1 ? ` (${inits.indexOf(running) + 1} of ${inits.length})` : "";
  const time = seconds === undefined ? "" : ` for ${formatDuration(seconds)}`;
  const level = seconds !== undefined && seconds > LONG_START_SECONDS ? "degraded" : "progressing";
  const head = `${containerName(running)}${place} ${time ? "has been" : "is"} running${time}`;
  return plainProblem("init-waiting", "Initialising", level, head, running.startedAt);
}

/** On a node, nothing wrong with a container, but they do not exist yet. */
function startProblem(pod: PodRow, context: VerdictContext): PodProblem | undefined {
  const waiting = ownContainers(pod).filter(
    (container) => container.state === "waiting" || container.state === "unknown",
  );
  if (waiting.length === 0) return undefined;
  const volume = volumeProblem(recentEvents(context, pod.uid), context.now);
  if (volume) return volume;
  const seconds = context.now - (pod.startedAt ?? pod.createdAt);
  const level = seconds > LONG_START_SECONDS ? "degraded" : "progressing";
  const head = `${countWord(waiting.length, "container")} not created after ${formatDuration(seconds)}`;
  return plainProblem("starting", "Starting", level, head, pod.startedAt ?? pod.createdAt);
}

function worst(problems: readonly (PodProblem | undefined)[]): PodProblem | undefined {
  const found = problems.filter((problem) => problem !== undefined);
  return found.toSorted((a, b) => ORDER[a.level] - ORDER[b.level])[0];
}
