import { expect, test } from "vitest";
import { kubeError } from "../api/kube-error.ts";
import type { ConnectionHealth } from "../types/connection.ts";
import { ScopeState } from "./scope-state.ts";

const closed: ConnectionHealth = {
  breaker: "closed",
  protocol: "h2",
  lastOkAt: 2_000,
  failingSince: undefined,
  lastFailure: undefined,
  latencyMs: 5,
  openStreams: 1,
};
const open: ConnectionHealth = {
  ...closed,
  breaker: "open",
  lastFailure: { reason: "timeout", message: "connection timed out", at: 2_500 },
};
const live = { state: "live", reason: undefined, message: undefined } as const;

function follow(heardAt: number): ScopeState {
  const scope = new ScopeState();
  scope.follow({ heardAt });
  return scope;
}

test("live rows are as of what their own watch said last, not of what the cluster answers to others", () => {
  const scope = follow(1_000);
  expect(scope.report(live)).toBe(true);
  expect(scope.status(closed, 3)).toEqual({ ...live, asOf: 1_000, count: 3 });
});

test("an open breaker makes live rows stale at once, with its reason, and closing it makes them live again", () => {
  const scope = follow(1_000);
  scope.report(live);
  expect(scope.status(open, 3)).toEqual({
    state: "stale",
    reason: "timeout",
    message: "connection timed out",
    asOf: 1_000,
    count: 3,
  });
  expect(scope.status(closed, 3).state).toBe("live");
});

test("the time of stale rows stands still", () => {
  const scope = follow(1_000);
  scope.report(live);
  scope.report({ state: "stale", reason: "reset", message: "cut off" });
  expect(scope.status({ ...closed, lastOkAt: 9_000 }, 3)).toMatchObject({
    state: "stale",
    asOf: 1_000,
    reason: "reset",
  });
});

test("rows of an earlier reflector stay stale until the new one has its list", () => {
  const scope = follow(1_000);
  scope.report(live);
  scope.follow({ heardAt: undefined });
  expect(scope.status(closed, 3)).toMatchObject({ state: "stale", asOf: 1_000 });
  scope.report({ state: "starting", reason: "reset", message: "cut off" });
  expect(scope.status(closed, 3).state).toBe("stale");
  scope.report(live);
  expect(scope.status(closed, 3).state).toBe("live");
});

test("what is forbidden is not called stale when the cluster is away, and starts afresh when it is allowed", () => {
  const scope = follow(1_000);
  scope.report(live);
  expect(scope.refuse("forbidden")).toBe(true);
  expect(scope.status(open, 0)).toMatchObject({ state: "forbidden", reason: undefined, asOf: undefined });
  scope.follow({ heardAt: undefined });
  expect(scope.status(closed, 0)).toMatchObject({ state: "starting", asOf: undefined });
});

test("another wording of the same failure is no news", () => {
  const scope = new ScopeState();
  const failure = (message: string) => kubeError({ cluster: "c", unreachable: "refused", message });
  expect(scope.fail(failure("trying again in 3 s"))).toBe(true);
  expect(scope.fail(failure("trying again in 9 s"))).toBe(false);
  expect(scope.fail(kubeError({ cluster: "c", status: 401, message: "Unauthorized" }))).toBe(true);
  expect(scope.status(closed, 0)).toMatchObject({ state: "starting", reason: "credential" });
});
