import { formatDuration } from "./format-duration.ts";
import type { PodProblem } from "./pod-problem.ts";

/** The same problem of one or more pods as one clause: what, how often, its note, restarts, what comes next. */
export function describeProblem(problems: readonly PodProblem[]): string {
  const [first] = problems;
  if (!first) return "";
  const across = problems.length > 1 ? ` across ${problems.length} pods` : "";
  const times = timesOf(problems);
  const counted = times > 1 ? ` ${countedText(problems, times)}${across}` : "";
  const parts = [`${first.head}${counted}${first.note ? ` (${first.note})` : ""}`];
  const restarts = problems.reduce((sum, problem) => sum + problem.restarts, 0);
  if (restarts > 0 && (counted === "" || restarts > times)) {
    const window = Math.max(...problems.map((problem) => problem.window));
    const word = restarts === 1 ? "1 restart" : `${restarts} restarts`;
    parts.push(`${word}${counted === "" ? across : ""} in ${formatDuration(window)}`);
  }
  if (problems.length === 1 && first.tail) parts.push(first.tail);
  const text = parts.join(", ");
  return restarts === 0 && counted === "" && across ? `${text} (${problems.length} pods)` : text;
}

function timesOf(problems: readonly PodProblem[]): number {
  return problems.reduce((sum, { counted }) => sum + (counted?.times ?? 0), 0);
}

/** "4 times in 10 min"; "at least" where some went unseen. */
function countedText(problems: readonly PodProblem[], times: number): string {
  const counts = problems.flatMap(({ counted }) => counted ?? []);
  const window = Math.max(...counts.map((count) => count.window));
  return `${counts.some(({ least }) => least) ? "at least " : ""}${times} times in ${formatDuration(window)}`;
}
