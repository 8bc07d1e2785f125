import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { manualClock } from "../testing/manual-clock.ts";
import type { BreakerState, ClusterConnection } from "../types/connection.ts";
import { pauseUntilReachable } from "./pause-until-reachable.ts";

function setUp(breaker: BreakerState) {
  const clock = manualClock();
  const listeners = new Set<() => void>();
  const state = { breaker };
  const connection = {
    health: () => state,
    onHealthChange: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as ClusterConnection;
  const become = (next: BreakerState) => {
    state.breaker = next;
    for (const listener of [...listeners]) listener();
  };
  const abort = new AbortController();
  let over = false;
  const pause = pauseUntilReachable({ connection, clock, random: () => 0.5 }, 10_000, abort.signal).then(() => {
    over = true;
  });
  const afterMs = async (ms: number) => {
    clock.advance(ms);
    await turn();
    return over;
  };
  return { become, abort, pause, afterMs, listeners };
}

test("a failure while the cluster is reachable waits its own time, whatever the circuit does meanwhile", async () => {
  const { become, afterMs } = setUp("closed");
  become("open");
  become("closed");
  expect(await afterMs(9_999)).toBe(false);
  expect(await afterMs(1)).toBe(true);
});

test("while the cluster cannot be reached the pause lasts until it can, and then only a moment", async () => {
  const { become, afterMs, listeners } = setUp("open");
  expect(await afterMs(20_000)).toBe(false);
  become("half-open");
  expect(await afterMs(1_000)).toBe(false);
  become("closed");
  await turn();
  expect(await afterMs(300)).toBe(true);
  expect(listeners.size).toBe(0);
});

test("ends with the signal's reason", async () => {
  for (const breaker of ["closed", "open"] as const) {
    const { abort, pause } = setUp(breaker);
    abort.abort(new Error("stopped"));
    await expect(pause).rejects.toThrow("stopped");
  }
});
