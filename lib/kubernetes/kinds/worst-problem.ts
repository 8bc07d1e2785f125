import type { PodRow } from "../types/rows.ts";
import type { PodProblem } from "./pod-problem.ts";
import { podProblemOf } from "./pod-problem-of.ts";
import { stuckProblem } from "./terminating-verdict.ts";
import type { VerdictContext } from "./verdict-context.ts";

const ORDER = { failing: 0, degraded: 1, progressing: 2 } as const;
/** Failed pods linger for days; after this long they say nothing about now. */
const RECENT_END_SECONDS = 900;
/** As many pods that ended in the same way are no accident: what replaces them will end so too. */
const REPEATED = 3;

/** Which ended pods count besides those that run. A controller replaces them; only a Job is judged by how they ended. */
type EndedPods = "none" | "recent" | "all";

type Group = { problems: PodProblem[]; live: boolean };

/**
 * The worst problem among the pods of a workload, once for each pod that has it. Completed pods do not count; failed
 * ones and those that do not go away count as `ended` says; recent ones less than those that run.
 */
export function worstProblem(
  pods: readonly PodRow[],
  context: VerdictContext,
  ended: EndedPods,
): readonly PodProblem[] {
  const groups = new Map<string, Group>();
  for (const pod of pods) {
    const live = pod.deletedAt === undefined && pod.phase !== "Failed";
    if (!live && (ended === "none" || (ended === "recent" && isHistory(pod, context.now)))) continue;
    const problem = pod.deletedAt === undefined ? podProblemOf(pod, context) : stuckProblem(pod, context);
    if (!problem) continue;
    const key = `${live} ${sameness(problem)}`;
    const group = groups.get(key);
    if (group) group.problems.push(problem);
    else groups.set(key, { problems: [problem], live });
  }
  const sorted = [...groups.values()].toSorted(
    (a, b) => (ended === "all" ? 0 : place(a) - place(b)) || rank(a) - rank(b) || b.problems.length - a.problems.length,
  );
  return (sorted[0]?.problems ?? []).toSorted((a, b) => b.restarts - a.restarts);
}

function isHistory(pod: PodRow, now: number): boolean {
  if (pod.phase !== "Failed") return false;
  const ends = pod.containers.flatMap(({ finishedAt }) => finishedAt ?? []);
  const endedAt = ends.length > 0 ? Math.max(...ends) : (pod.unready?.since ?? pod.createdAt);
  return now - endedAt > RECENT_END_SECONDS;
}

/** What troubles running pods, what ends pods again and again, what starts, what ended once. */
function place({ problems, live }: Group): number {
  if (!live) return problems.length >= REPEATED ? 1 : 3;
  return problems[0]?.level === "progressing" ? 2 : 0;
}

/** Equal but for how long and how often. */
function sameness(problem: PodProblem): string {
  return `${problem.cause} ${problem.note} ${problem.head.replaceAll(/\d+ (s|min|h|d|times)\b/g, "")}`;
}

function rank({ problems }: Group): number {
  return problems[0] ? ORDER[problems[0].level] : 3;
}
