import type { PodRow } from "../types/rows.ts";
import type { PodProblem } from "./pod-problem.ts";
import { podProblemOf } from "./pod-problem-of.ts";
import { stuckProblem } from "./terminating-verdict.ts";
import type { VerdictContext } from "./verdict-context.ts";

const ORDER = { failing: 0, degraded: 1, progressing: 2 } as const;

/**
 * The worst problem among the pods of a workload, once for each pod that has it. Completed pods do not count; failed
 * ones and those that do not go away, which their controller replaces, only where `includeFailed`.
 */
export function worstProblem(
  pods: readonly PodRow[],
  context: VerdictContext,
  includeFailed: boolean,
): readonly PodProblem[] {
  const groups = new Map<string, PodProblem[]>();
  for (const pod of pods) {
    if ((pod.deletedAt !== undefined || pod.phase === "Failed") && !includeFailed) continue;
    const problem = pod.deletedAt === undefined ? podProblemOf(pod, context) : stuckProblem(pod, context);
    if (!problem) continue;
    const group = groups.get(sameness(problem));
    if (group) group.push(problem);
    else groups.set(sameness(problem), [problem]);
  }
  const sorted = [...groups.values()].toSorted((a, b) => rank(a) - rank(b) || b.length - a.length);
  return (sorted[0] ?? []).toSorted((a, b) => b.restarts - a.restarts);
}

/** Equal but for how long and how often. */
function sameness(problem: PodProblem): string {
  return `${problem.cause} ${problem.note} ${problem.head.replaceAll(/\d+ (s|min|h|d|times)\b/g, "")}`;
}

function rank(group: readonly PodProblem[]): number {
  return group[0] ? ORDER[group[0].level] : 3;
}
