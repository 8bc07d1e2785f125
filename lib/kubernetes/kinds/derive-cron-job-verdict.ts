import type { CronJobRow, JobRow, PodRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { missedRun, nextRun } from "./cron-times.ts";
import { deriveJobVerdict } from "./derive-job-verdict.ts";
import { formatDuration } from "./format-duration.ts";
import { makeVerdict } from "./make-verdict.ts";
import { terminatingVerdict } from "./terminating-verdict.ts";
import type { VerdictContext } from "./verdict-context.ts";

export type CronJobFacts = {
  readonly cronJob: CronJobRow;
  /** Those it controls; the cluster keeps only the last few. */
  readonly jobs: readonly JobRow[];
  /** Of these Jobs. */
  readonly pods: readonly PodRow[];
};

/** Judges a CronJob by its last runs and its schedule. Pure. */
export function deriveCronJobVerdict({ cronJob, jobs, pods }: CronJobFacts, context: VerdictContext): Verdict {
  const { now } = context;
  const leaving = terminatingVerdict(cronJob, context);
  if (leaving) return leaving;
  const runs = jobs
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .map((job) => ({ job, verdict: judge(job, pods, context) }));
  if (cronJob.suspended) {
    const last = cronJob.lastScheduledAt;
    const sentence =
      last === undefined ? "Suspended before its first run" : `Suspended; the last run was ${ago(last, now)}`;
    return makeVerdict("idle", "Suspended", sentence, { cause: "suspended" });
  }
  const newest = runs[0];
  if (newest && (newest.verdict.level === "failing" || newest.verdict.level === "degraded")) {
    return failedRun(cronJob, newest.job, newest.verdict, now);
  }
  const due = missedRun(cronJob, now);
  const blocked = cronJob.concurrency === "Forbid" && cronJob.active > 0;
  if (due !== undefined && !blocked) return missedVerdict(due, now);
  if (newest?.verdict.level === "progressing") {
    return makeVerdict("progressing", "Running", `A run is active: ${clauseOf(newest.verdict)}`, {
      cause: "running",
      since: newest.verdict.since,
    });
  }
  return calmVerdict(cronJob, newest?.job, now);
}

function judge(job: JobRow, pods: readonly PodRow[], context: VerdictContext): Verdict {
  return deriveJobVerdict({ job, pods: pods.filter((pod) => pod.ownerUid === job.uid) }, context);
}

function failedRun(
  cronJob: CronJobRow,
  job: JobRow,
  { level, label, sentence, cause, since }: Verdict,
  now: number,
): Verdict {
  const finished = job.active === 0 && level === "failing";
  const success = cronJob.lastSucceededAt;
  const before = success === undefined ? "no run has succeeded yet" : `the last success was ${ago(success, now)}`;
  const what = finished
    ? `The last run failed${since === undefined ? "" : ` ${ago(since, now)}`}`
    : "The active run has trouble";
  return makeVerdict(level, finished ? "Last run failed" : label, `${what}: ${clauseOf({ sentence })}; ${before}`, {
    cause: finished ? "last-run-failed" : cause,
    since,
  });
}

/** The sentence of a run as the second part of another one. */
function clauseOf({ sentence }: Pick<Verdict, "sentence">): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
}

function missedVerdict(due: number, now: number): Verdict {
  const sentence = `The run that was due ${ago(due, now)} did not start`;
  return makeVerdict("degraded", "Run missed", sentence, { cause: "missed-schedule", since: due });
}

function calmVerdict(cronJob: CronJobRow, job: JobRow | undefined, now: number): Verdict {
  const next = nextRun(cronJob, now);
  const upcoming = next === undefined ? "" : `, the next is in ${formatDuration(next - now)}`;
  const last = job?.completedAt ?? cronJob.lastSucceededAt;
  if (last === undefined && cronJob.lastScheduledAt === undefined) {
    const first = next === undefined ? "" : `; the first run is in ${formatDuration(next - now)}`;
    return makeVerdict("idle", "Not run yet", `It has not run yet${first}`, { cause: "not-run" });
  }
  const took =
    job?.startedAt !== undefined && job.completedAt !== undefined
      ? `, took ${formatDuration(job.completedAt - job.startedAt)}`
      : "";
  const when = ago(last ?? cronJob.lastScheduledAt ?? now, now);
  return makeVerdict("healthy", "Healthy", `The last run ended ${when}${took}${upcoming}`, { since: last });
}

function ago(time: number, now: number): string {
  return `${formatDuration(now - time)} ago`;
}
