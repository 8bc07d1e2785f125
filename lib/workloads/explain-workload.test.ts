import { describe, expect, test } from "vitest";
import { collectEvidence, nextStepOf } from "./explain-workload.ts";
import type { EventDetail } from "./schemas.ts";
import { testContainer, testPod } from "./testing-rows.ts";

const FAILING = { level: "failing", label: "OOM-killed", sentence: "x", cause: "oom-killed" } as const;
const event = (more: Partial<EventDetail>): EventDetail => ({
  ...{ key: "e", type: "Warning", reason: "BackOff", message: "Back-off restarting", count: 1, firstAt: 0, lastAt: 0 },
  ...{ regardingKind: "Pod", regardingName: "api" },
  ...more,
});
const oom = testContainer({
  ...{ ready: false, state: "waiting", reason: "CrashLoopBackOff", restarts: 4 },
  ...{ lastReason: "OOMKilled", lastExitCode: 137, memoryLimit: 268_435_456 },
});

describe("the evidence of a verdict", () => {
  test("is what containers and events say, the same trouble told once", () => {
    const pods = [testPod("a", "1", { containers: [oom] }), testPod("a", "2", { containers: [oom, testContainer()] })];
    expect(collectEvidence(FAILING, pods, [event({ count: 6 }), event({ message: "again" })])).toEqual([
      "Container `api`: CrashLoopBackOff, exit 137 OOMKilled, 4 restarts, memory limit 256 MiB, in 2 pods",
      "BackOff × 6: Back-off restarting",
    ]);
  });

  test("names init containers that fail, and not those that start or have finished", () => {
    const containers = [
      testContainer({ name: "migrate", role: "init", state: "terminated", exitCode: 1, reason: "Error", ready: false }),
      testContainer({
        name: "seed",
        role: "init",
        state: "terminated",
        exitCode: 0,
        reason: "Completed",
        ready: false,
      }),
      testContainer({ state: "waiting", reason: "PodInitializing", ready: false }),
    ];
    expect(collectEvidence(FAILING, [testPod("a", "1", { containers })], [])).toEqual([
      "Container `migrate`: exit 1 Error",
    ]);
  });

  test("leaves out containers that somebody added to look around", () => {
    const debug = testContainer({ name: "debugger", role: "ephemeral", state: "waiting", reason: "ImagePullBackOff" });
    expect(collectEvidence(FAILING, [testPod("a", "1", { containers: [testContainer(), debug] })], [])).toEqual([]);
  });

  test("remembers how a container that runs again ended", () => {
    const again = testContainer({ restarts: 2, lastReason: "Error", lastExitCode: 1 });
    const done = testContainer({ name: "job", restarts: 1, lastReason: "Completed", lastExitCode: 0 });
    expect(collectEvidence(FAILING, [testPod("a", "1", { containers: [again, done] })], [])).toEqual([
      "Container `api`: exit 1 Error, 2 restarts",
    ]);
  });

  test("is empty for what is well, and leaves out normal events", () => {
    const healthy = { level: "healthy", label: "Healthy", sentence: "x" } as const;
    expect(collectEvidence(healthy, [testPod("a", "1", { containers: [oom] })], [event({})])).toEqual([]);
    expect(collectEvidence(FAILING, [], [event({ type: "Normal" })])).toEqual([]);
  });
});

test("a next step is offered where one usually helps, and not guessed elsewhere", () => {
  expect(nextStepOf(FAILING)).toContain("memory limit");
  expect(nextStepOf({ ...FAILING, cause: "something-new" })).toBeUndefined();
  expect(nextStepOf({ ...FAILING, cause: undefined })).toBeUndefined();
});
