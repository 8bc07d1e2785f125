import { describe, expect, it } from "vitest";
import { type AppSpec, cronJob, job } from "../../scenarios/kit/app.ts";
import { simCluster } from "../../testing/sim-cluster.ts";
import type { CronJob, Job, Pod } from "../../types/workloads.ts";
import { conditionOf } from "../helpers.ts";
import { nextRun } from "./cron-schedule.ts";

const app = (behaviour: string, extra: Partial<AppSpec> = {}): AppSpec => ({
  name: "run",
  namespace: "team",
  team: "team",
  version: "1.0.0",
  behaviour,
  ...extra,
});

describe("a Job", () => {
  it("completes when enough pods have succeeded, never more at a time than its parallelism", () => {
    const cluster = simCluster();
    cluster.apply(job(app("complete after=10s"), { parallelism: 2, completions: 5 }));
    let most = 0;
    for (let second = 0; second < 120; second += 1) {
      cluster.clock.advance(1_000);
      most = Math.max(
        most,
        cluster
          .list<Pod>("pods", "team")
          .filter(({ status }) => status.phase === "Pending" || status.phase === "Running").length,
      );
    }
    const { status } = cluster.get<Job>("jobs.batch", "team", "run");
    expect(most).toBe(2);
    expect(status).toMatchObject({ succeeded: 5, completionTime: expect.any(String) });
    expect(status.conditions?.map(({ type, reason }) => [type, reason])).toEqual([
      ["SuccessCriteriaMet", "CompletionsReached"],
      ["Complete", "CompletionsReached"],
    ]);
  });

  it("fails after backoffLimit retries with growing pauses", () => {
    const cluster = simCluster();
    cluster.apply(job(app("fail after=2s code=3"), { backoffLimit: 2 }));
    cluster.clock.advance(180_000);
    const { status } = cluster.get<Job>("jobs.batch", "team", "run");
    expect(status.failed).toBe(3);
    expect(conditionOf(status.conditions, "Failed")).toMatchObject({
      reason: "BackoffLimitExceeded",
      message: "Job has reached the specified backoff limit",
    });
    const starts = cluster
      .list<Pod>("pods", "team")
      .map(({ metadata }) => Date.parse(metadata.creationTimestamp))
      .sort();
    const gaps = starts.slice(1).map((time, index) => time - (starts[index] ?? 0));
    expect(gaps[0]).toBeGreaterThanOrEqual(10_000);
    expect(gaps[1]).toBeGreaterThan(gaps[0] ?? 0);
  });
});

describe("a CronJob", () => {
  it("runs on its schedule and keeps as many finished Jobs as it should", () => {
    const cluster = simCluster();
    cluster.apply(cronJob(app("complete after=5s"), "*/5 * * * *"));
    cluster.clock.advance(3_600_000 + 30_000);
    const cron = cluster.get<CronJob>("cronjobs.batch", "team", "run");
    expect(cron.status).toMatchObject({
      lastScheduleTime: "2026-11-02T10:00:00Z",
      lastSuccessfulTime: expect.stringMatching(/^2026-11-02T10:00:/),
    });
    expect(cluster.list("jobs.batch", "team")).toHaveLength(3);
    expect(cluster.events("run")).toContainEqual(
      expect.stringMatching(/^Normal SawCompletedJob x1: Saw completed job: run-\d+, condition: Complete$/),
    );
  });

  it("does not start while suspended, nor beside a running Job when that is forbidden", () => {
    const cluster = simCluster();
    cluster.apply(cronJob(app("complete after=10m"), "* * * * *"));
    cluster.apply(cronJob(app("complete", { name: "asleep" }), "* * * * *", { suspend: true }));
    cluster.clock.advance(300_000);
    expect(cluster.list("jobs.batch", "team")).toHaveLength(1);
    expect(cluster.events("run")).toContainEqual(expect.stringMatching(/^Normal JobAlreadyActive x\d/));
  });
});

describe("cron text", () => {
  const from = Date.UTC(2026, 10, 2, 9, 3, 20);
  it.each([
    ["* * * * *", "2026-11-02T09:04:00.000Z"],
    ["*/15 * * * *", "2026-11-02T09:15:00.000Z"],
    ["0 3 * * *", "2026-11-03T03:00:00.000Z"],
    ["30 8-10 * * 1", "2026-11-02T09:30:00.000Z"],
    ["0 0 1 1 *", "2027-01-01T00:00:00.000Z"],
    ["0 12 * * 7", "2026-11-08T12:00:00.000Z"],
    ["@hourly", "2026-11-02T10:00:00.000Z"],
  ])("%s next runs at %s", (text, expected) => {
    expect(new Date(nextRun(text, from) ?? 0).toISOString()).toBe(expected);
  });

  it.each(["", "* * * *", "a * * * *"])("%j is no schedule", (text) => {
    expect(nextRun(text, from)).toBeUndefined();
  });
});
