import { expect, test } from "vitest";
import { containerState } from "./container-state.ts";

const base = {
  role: "main",
  ready: true,
  reason: undefined,
  exitCode: undefined,
  startedAt: 5,
  finishedAt: 9,
  lastReason: undefined,
  lastExitCode: undefined,
} as const;

test.each([
  [{ ...base, state: "running" }, "healthy", "Running"],
  [{ ...base, state: "running", ready: false }, "degraded", "Running, not ready"],
  [{ ...base, state: "running", ready: false, role: "init" }, "healthy", "Running"],
  [{ ...base, state: "waiting", reason: "ContainerCreating" }, "progressing", "ContainerCreating"],
  [{ ...base, state: "waiting", reason: "CrashLoopBackOff" }, "failing", "CrashLoopBackOff"],
  [{ ...base, state: "waiting", reason: "ImagePullBackOff" }, "failing", "ImagePullBackOff"],
  [{ ...base, state: "terminated", exitCode: 0, reason: "Completed" }, "idle", "Completed"],
  [{ ...base, state: "terminated", exitCode: 137, reason: "OOMKilled" }, "failing", "OOMKilled, exit 137"],
  [{ ...base, state: "unknown" }, "unknown", "Unknown"],
] as const)("%o is shown as %s: %s", (container, level, label) => {
  expect(containerState(container)).toMatchObject({ level, label });
});

test("the end of the previous run is kept beside the present state", () => {
  const state = containerState({
    ...base,
    state: "waiting",
    reason: "CrashLoopBackOff",
    lastReason: "OOMKilled",
    lastExitCode: 137,
  });
  expect(state.before).toBe("OOMKilled, exit 137");
});
