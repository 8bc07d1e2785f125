import type { ConditionRow, JobRow, PodRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { condenseMessage } from "./condense-message.ts";
import { describeProblem } from "./describe-problem.ts";
import { formatDuration } from "./format-duration.ts";
import { countWord, makeVerdict } from "./make-verdict.ts";
import { refusedByEvents } from "./refused-by-events.ts";
import { terminatingVerdict } from "./terminating-verdict.ts";
import type { VerdictContext } from "./verdict-context.ts";
import { worstProblem } from "./worst-problem.ts";

export type JobFacts = { readonly job: JobRow; readonly pods: readonly PodRow[] };

/** Judges a Job with its pods. Pure. */
export function deriveJobVerdict({ job, pods }: JobFacts, context: VerdictContext): Verdict {
  const holds = (type: string) => job.conditions.find((one) => one.type === type && one.status === "True");
  const failed = holds("Failed") ?? holds("FailureTarget");
  if (failed) return failedVerdict(job, pods, failed, context);
  if (holds("Complete") ?? holds("SuccessCriteriaMet")) return completedVerdict(job, context.now);
  const leaving = terminatingVerdict(job, context);
  if (leaving) return leaving;
  if (job.suspended) return makeVerdict("idle", "Suspended", "Suspended: no pod is started", { cause: "suspended" });
  const refused = job.active === 0 ? refusedByEvents(job.uid, context) : undefined;
  if (refused)
    return makeVerdict("failing", refused.label, refused.head, { cause: refused.cause, since: refused.since });
  return runningVerdict(job, pods, context);
}

function failedVerdict(job: JobRow, pods: readonly PodRow[], failed: ConditionRow, context: VerdictContext): Verdict {
  const problem = worstProblem(pods, context, "all");
  const why = problem.length > 0 ? `: ${describeProblem(problem.slice(0, 1))}` : "";
  const more = { since: failed.since };
  if (failed.reason === "DeadlineExceeded") {
    const ran =
      job.startedAt !== undefined && failed.since !== undefined
        ? ` after ${formatDuration(failed.since - job.startedAt)}`
        : "";
    return makeVerdict("failing", "Deadline exceeded", `Stopped${ran} because it ran longer than its deadline allows`, {
      ...more,
      cause: "job-deadline",
    });
  }
  if (failed.reason === "BackoffLimitExceeded") {
    const sentence = `Failed after ${countWord(job.failed, "attempt")}${why}`;
    return makeVerdict("failing", "Failed", sentence, { ...more, cause: "job-backoff" });
  }
  const said = why || (failed.message ? `: ${condenseMessage(failed.message)}` : "");
  return makeVerdict("failing", "Failed", `Failed${said}`, { ...more, cause: "job-failed" });
}

function completedVerdict(job: JobRow, now: number): Verdict {
  const { startedAt, completedAt } = job;
  const took =
    startedAt !== undefined && completedAt !== undefined ? ` in ${formatDuration(completedAt - startedAt)}` : "";
  const ago = completedAt === undefined ? "" : `, ${formatDuration(now - completedAt)} ago`;
  return makeVerdict("idle", "Completed", `Completed${took}${ago}`, { cause: "completed", since: completedAt });
}

function runningVerdict(job: JobRow, pods: readonly PodRow[], context: VerdictContext): Verdict {
  const { active, failed, succeeded, completions, startedAt } = job;
  const problem = worstProblem(pods, context, "none");
  const [first] = problem;
  if (first && first.level !== "progressing") {
    return makeVerdict(first.level, first.label, describeProblem(problem), { cause: first.cause, since: first.since });
  }
  const total = completions !== undefined && completions > 1 ? `, ${succeeded} of ${completions} completed` : "";
  if (failed > 0) {
    const before = worstProblem(pods, context, "all").slice(0, 1);
    const why = before.length > 0 ? `: ${describeProblem(before)}` : "";
    const doing = active > 0 ? "it runs again" : "it waits to try again";
    const sentence = `${countWord(failed, "attempt")} failed, ${doing}${total}${why}`;
    return makeVerdict("degraded", "Retrying", sentence, { cause: "job-retrying", since: startedAt });
  }
  if (active === 0)
    return makeVerdict("progressing", "Starting", `No pod has started yet${total}`, { cause: "starting" });
  const time = startedAt === undefined ? "" : ` for ${formatDuration(context.now - startedAt)}`;
  return makeVerdict("progressing", "Running", `Running${time}${total}`, { cause: "running", since: startedAt });
}
