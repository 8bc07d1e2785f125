import { describe, expect, test } from "vitest";
import { ago, condition, object, ownedBy } from "../testing/objects.ts";
import { context, crash, exited, job, type PodInput, podRows, row } from "../testing/pod-states.ts";
import type { JobRow } from "../types/rows.ts";
import { CRON_JOB } from "./cron-job.ts";
import { deriveCronJobVerdict } from "./derive-cron-job-verdict.ts";

type Json = Record<string, unknown>;

describe("CronJob", () => {
  // NOW is 12:00 UTC; the schedule runs at minute 8 and 38.
  const cron = (spec: Json, status: Json = {}, age = 86_400) =>
    row(CRON_JOB.project, object("CronJob", "statement", { age, spec: { schedule: "8,38 * * * *", ...spec }, status }));
  const owner = ownedBy("CronJob", "statement");
  const succeeded = (age: number, name = "s1") =>
    job({
      name,
      age,
      metadata: owner,
      status: { succeeded: 1, completionTime: ago(age - 252), conditions: [condition("Complete", "True")] },
    });
  const failed = (age: number) =>
    job({
      name: "f1",
      age,
      metadata: owner,
      status: { failed: 7, conditions: [condition("Failed", "True", "BackoffLimitExceeded", undefined, age - 60)] },
    });
  const last = { lastScheduleTime: ago(22 * 60), lastSuccessfulTime: ago(18 * 60) };
  const failedPod: PodInput = { ...exited, owner: { kind: "Job", name: "f1", uid: "uid-f1" } };
  test.each([
    [
      "healthy",
      cron({}, last),
      [succeeded(22 * 60)],
      [],
      "healthy",
      undefined,
      "The last run ended 18 min ago, took 4 min, the next is in 8 min.",
    ],
    [
      "jobs are gone",
      cron({}, last),
      [],
      [],
      "healthy",
      undefined,
      "The last run ended 18 min ago, the next is in 8 min.",
    ],
    [
      "suspended",
      cron({ suspend: true }, last),
      [],
      [],
      "idle",
      "suspended",
      "Suspended; the last run was 22 min ago.",
    ],
    [
      "suspended from the start",
      cron({ suspend: true }),
      [],
      [],
      "idle",
      "suspended",
      "Suspended before its first run.",
    ],
    ["not run yet", cron({}), [], [], "idle", "not-run", "It has not run yet; the first run is in 8 min."],
    ["schedule not understood", cron({ schedule: "@every 1h" }), [], [], "idle", "not-run", "It has not run yet."],
    [
      "last run failed",
      cron({}, { ...last, lastSuccessfulTime: ago(7200) }),
      [failed(22 * 60), succeeded(7400)],
      [failedPod],
      "failing",
      "last-run-failed",
      "The last run failed 21 min ago: failed after 7 attempts: container `api` ended with exit code 3; the last success was 2 h ago.",
    ],
    [
      "never succeeded",
      cron({}, { lastScheduleTime: ago(22 * 60) }),
      [failed(22 * 60)],
      [],
      "failing",
      "last-run-failed",
      "The last run failed 21 min ago: failed after 7 attempts; no run has succeeded yet.",
    ],
    [
      "a failure that a later run has made good",
      cron({}, last),
      [failed(3 * 3600), succeeded(22 * 60)],
      [],
      "healthy",
      undefined,
      "The last run ended 18 min ago, took 4 min, the next is in 8 min.",
    ],
    [
      "running",
      cron({}, { ...last, active: [{ name: "r1" }] }),
      [job({ name: "r1", age: 60, metadata: owner, status: { active: 1 } })],
      [],
      "progressing",
      "running",
      "A run is active: running for 1 min.",
    ],
    [
      "the active run has trouble",
      cron({}, { ...last, active: [{ name: "r1" }] }),
      [job({ name: "r1", age: 60, metadata: owner, status: { active: 1 } })],
      [{ ...crash(2), owner: { kind: "Job", name: "r1", uid: "uid-r1" } }],
      "failing",
      "crash-loop",
      "The active run has trouble: container `api` keeps crashing: exit code 1, 2 restarts in 12 min; the last success was 18 min ago.",
    ],
    [
      "missed",
      cron({}, { lastScheduleTime: ago(52 * 60), lastSuccessfulTime: ago(50 * 60) }),
      [succeeded(52 * 60)],
      [],
      "degraded",
      "missed-schedule",
      "The run that was due 22 min ago did not start.",
    ],
    [
      "forbidden to overlap",
      cron({ concurrencyPolicy: "Forbid" }, { lastScheduleTime: ago(52 * 60), active: [{ name: "r1" }] }),
      [job({ name: "r1", age: 52 * 60, metadata: owner, status: { active: 1 } })],
      [],
      "progressing",
      "running",
      "A run is active: running for 52 min.",
    ],
    [
      "another time zone than UTC is not called missed",
      cron({ schedule: "0 6 * * *" }, { lastScheduleTime: ago(8 * 3600), lastSuccessfulTime: ago(8 * 3600 - 60) }),
      [],
      [],
      "healthy",
      undefined,
      "The last run ended 8 h ago, the next is in 18 h.",
    ],
    [
      "missed in its own time zone",
      cron({ schedule: "0 6 * * *", timeZone: "Europe/Berlin" }, { lastScheduleTime: ago(31 * 3600) }),
      [],
      [],
      "degraded",
      "missed-schedule",
      "The run that was due 7 h ago did not start.",
    ],
  ] as [string, ReturnType<typeof cron>, JobRow[], PodInput[], string, string | undefined, string][])(
    "%s",
    (_, cronJob, jobs, pods, level, cause, sentence) => {
      expect(deriveCronJobVerdict({ cronJob, jobs, pods: podRows(pods) }, context())).toEqual(
        expect.objectContaining({ level, cause, sentence }),
      );
    },
  );
});
