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
  const { now } = context;
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
  const main = pod.containers.filter((container) => container.role !== "init" && container.role !== "ephemeral");
  if (!pod.ready) {
    return makeVerdict(
      "degraded",
      "Not ready",
      "Every container runs, but the pod is not ready: a readiness gate is not met",
      { cause: "not-ready" },
    );
  }
  const restarts = main.reduce((sum, container) => sum + container.restarts, 0);
  const age = formatDuration(now - (pod.startedAt ?? pod.createdAt));
  const ready = main.length === 1 ? "Ready" : `${main.length} of ${countWord(main.length, "container")} ready`;
  const history = restarts > 0 ? `, ${countWord(restarts, "restart")} in ${age}` : "";
  return makeVerdict("healthy", "Healthy", `${ready}${history}`, { since: pod.startedAt });
}

function lastFinish(pod: PodRow): number | undefined {
  const times = pod.containers.map((container) => container.finishedAt).filter((time) => time !== undefined);
  return times.length > 0 ? Math.max(...times) : undefined;
}
