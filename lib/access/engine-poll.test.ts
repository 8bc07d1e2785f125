import { expect, test } from "vitest";
import { silentLog } from "#lib/core/log";
import { type ManualClock, manualClock } from "#lib/kubernetes/testing/manual-clock";
import { createAccessEngine } from "./engine.ts";

/** Time passes in small steps, so that what is awaited goes on in between. */
async function pass(clock: ManualClock, ms: number): Promise<void> {
  for (let step = 0; step < ms; step += 100) {
    clock.advance(100);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("a database that never answers counts as lost: open streams are told, and it is asked again", async () => {
  const clock = manualClock();
  const state = { silent: false, polls: 0 };
  const records = {
    userId: "u",
    epoch: 1,
    status: "active" as const,
    portalRole: "member" as const,
    memberships: [],
    grants: [],
    clusters: [],
  };
  const engine = createAccessEngine({
    clock,
    log: silentLog,
    source: {
      load: async () => records,
      epochs: async () => {
        state.polls++;
        return state.silent ? await new Promise<never>(() => {}) : new Map([["u", 1]]);
      },
    },
  });
  const told: string[][] = [];
  engine.onAccessChange((userIds) => told.push([...userIds]));
  await engine.snapshotOf("u");
  engine.start();
  state.silent = true;
  await pass(clock, 10_000);
  expect(told).toEqual([["u"]]);
  expect(state.polls).toBeGreaterThan(1);
  state.silent = false;
  await engine.snapshotOf("u");
  const before = state.polls;
  await pass(clock, 10_000);
  expect(state.polls).toBeGreaterThan(before + 5);
  expect(told).toEqual([["u"]]);
  engine.stop();
});
