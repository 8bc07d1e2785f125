import type { PodRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { describeProblem } from "./describe-problem.ts";
import { formatDuration } from "./format-duration.ts";
import { countWord, makeVerdict } from "./make-verdict.ts";
import { podProblemOf } from "./pod-problem-of.ts";
import { terminatingVerdict } from "./terminating-verdict.ts";
import type { VerdictContext } from "./verdict-context.ts";

/** Judges one pod. Pure: the same rows, events and time give the same verdict. */
export function derivePodVerdict(pod: PodRow, context: VerdictContext): Verdict {
  if (pod.phase === "Succeeded")
    return makeVerdict("idle", "Completed", "All containers have completed", {
      cause: "completed",
      since: lastFinish(pod),
    });
  const leaving = terminatingVerdict(pod, context);
  if (leaving) return leaving;
  const problem = podProblemOf(pod, context);
  if (problem) {
    const { level, label, cause, since } = problem;
    return makeVerdict(level, label, describeProblem([problem]), { cause, since });
  }
  return runningVerdict(pod, context);
}

function runningVerdict(pod: PodRow, { now }: VerdictContext): Verdict {
  const main = pod.containers.filter((container) => container.role !== "init" && container.role !== "ephemeral");
  const done = main.filter((container) => container.role === "main" && container.state === "terminated").length;
  if (done > 0 && done === main.filter((container) => container.role === "main").length) {
    return endedVerdict(pod);
  }
  const restarts = main.reduce((sum, container) => sum + container.restarts, 0);
  const age = formatDuration(now - (pod.startedAt ?? pod.createdAt));
  const ready = main.length === 1 ? "Ready" : `${main.length - done} of ${countWord(main.length, "container")} ready`;
  const completed = done > 0 ? `, ${done} completed` : "";
  const history = restarts > 0 ? `, ${countWord(restarts, "restart")} in ${age}` : "";
  return makeVerdict("healthy", "Healthy", `${ready}${completed}${history}`, { since: pod.startedAt });
}

/** Pods of these owners run for ever: the API server takes no other restart policy than Always in their templates. */
const RESTARTED = new Set(["ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController"]);

function endedVerdict(pod: PodRow): Verdict {
  const since = lastFinish(pod);
  if (RESTARTED.has(pod.ownerKind ?? "")) {
    const sentence = "All containers have ended without an error, the kubelet is about to start them again";
    return makeVerdict("progressing", "Restarting", sentence, { cause: "restarting", since });
  }
  const sentence = "All containers have completed, the pod has not ended yet";
  return makeVerdict("progressing", "Completing", sentence, { cause: "completing", since });
}

function lastFinish(pod: PodRow): number | undefined {
  const times = pod.containers.map((container) => container.finishedAt).filter((time) => time !== undefined);
  return times.length > 0 ? Math.max(...times) : undefined;
}
