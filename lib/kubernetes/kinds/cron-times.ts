import { Cron } from "croner";
import type { CronJobRow } from "../types/rows.ts";

/**
 * Epoch seconds of the first run after `after`. Without `timeZone` the schedule follows the clock of the cluster's
 * controller manager, which nearly always is UTC. `undefined` when the schedule is not understood.
 */
export function nextRun({ schedule, timeZone }: CronJobRow, after: number): number | undefined {
  try {
    const cron = new Cron(schedule.trim().replaceAll("?", "*"), { timezone: timeZone ?? "Etc/UTC" });
    const next = cron.nextRun(new Date(after * 1000));
    return next ? Math.floor(next.getTime() / 1000) : undefined;
  } catch {
    return undefined;
  }
}

/** Later than this a run has been missed. */
const LATE_SECONDS = 300;

/**
 * The run that should have been and was not, or `undefined`. Judged only where the last run agrees with the schedule:
 * else the controller manager follows another time zone than we think.
 */
export function missedRun(cronJob: CronJobRow, now: number): number | undefined {
  const last = cronJob.lastScheduledAt;
  if (last !== undefined && nextRun(cronJob, last - 1) !== last) return undefined;
  if (last === undefined && cronJob.timeZone === undefined) return undefined;
  const due = nextRun(cronJob, last ?? cronJob.createdAt);
  return due !== undefined && now - due > LATE_SECONDS ? due : undefined;
}
