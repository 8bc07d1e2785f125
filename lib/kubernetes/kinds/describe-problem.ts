import { formatDuration } from "./format-duration.ts";
import type { PodProblem } from "./pod-problem.ts";

/** The same problem of one or more pods as one clause: head, restarts with their window, what comes next. */
export function describeProblem(problems: readonly PodProblem[]): string {
  const [first] = problems;
  if (!first) return "";
  const restarts = problems.reduce((sum, problem) => sum + problem.restarts, 0);
  const window = Math.max(...problems.map((problem) => problem.window));
  const pods = problems.length > 1 ? ` across ${problems.length} pods` : "";
  const parts = [first.head];
  if (restarts > 0) {
    const word = restarts === 1 ? "1 restart" : `${restarts} restarts`;
    parts.push(`${word}${pods} in ${formatDuration(window)}`);
  }
  if (problems.length === 1 && first.tail) parts.push(first.tail);
  const text = parts.join(", ");
  return restarts === 0 && pods ? `${text} (${problems.length} pods)` : text;
}
