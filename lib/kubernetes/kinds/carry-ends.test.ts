import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOW, podObject, running, terminated, waiting } from "../testing/objects.ts";
import { type PodInput, row } from "../testing/pod-states.ts";
import type { PodRow } from "../types/rows.ts";
import { carryEnds } from "./carry-ends.ts";
import { countEnds } from "./count-ends.ts";
import { crashingSince } from "./crashing-since.ts";
import { POD } from "./pod.ts";

type Container = NonNullable<NonNullable<PodInput>["containers"]>[number];
type Seen = { restarts: number; at: number; reason: string; waits: boolean };

const pod = (container: Container, uid = "u1"): PodRow => row(POD.project, podObject({ uid, containers: [container] }));
const calm = (uid?: string) => pod({ state: running() }, uid);

/** A pod whose container ended at `at` and waits, or runs again. */
function ended({ restarts, at, reason, waits }: Seen, uid?: string): PodRow {
  const last = terminated(137, reason, NOW - at);
  return pod({ restarts, last, state: waits ? waiting("CrashLoopBackOff") : running() }, uid);
}

const follow = (rows: readonly PodRow[]) => rows.reduce((before, next) => carryEnds(before, next));
const endsOf = (one: PodRow) => one.containers[0]?.ends ?? [];
const count = (one: PodRow) => {
  const container = one.containers[0];
  if (!container) throw new Error("no container");
  return countEnds(container, "OOMKilled", NOW);
};
const oom = (restarts: number, secondsAgo: number, waits = false): Seen => ({
  ...{ restarts, at: NOW - secondsAgo, reason: "OOMKilled", waits },
});

describe("carryEnds", () => {
  test("a calm pod has no ends, and costs no new row", () => {
    const next = calm();
    expect(carryEnds(calm(), next)).toBe(next);
    expect(endsOf(next)).toEqual([]);
  });

  test("each end is kept once: waiting for the next start and running again are the same end", () => {
    const last = follow([calm(), ended(oom(0, 300, true)), ended(oom(1, 300)), ended(oom(1, 60, true))]);
    expect(endsOf(last).map(({ at, ordinal }) => [NOW - at, ordinal])).toEqual([
      [300, 1],
      [60, 2],
    ]);
    expect(count(last)).toEqual({ times: 2, window: 300, least: false });
  });

  test("trouble began with the first of the ends that followed each other, not with the last one", () => {
    const rows = [3 * 3_600, 1_500, 900, 300, 60].map((ago, at) => ended(oom(at + 1, ago)));
    const [container] = follow([calm(), ...rows]).containers;
    expect(container && crashingSince(container)).toBe(NOW - 1_500);
  });

  test("what happened while nobody looked makes it at least so often", () => {
    const last = follow([ended(oom(1, 500)), ended(oom(4, 60))]);
    expect(count(last)).toEqual({ times: 2, window: 500, least: true });
  });

  test("restarts before the first end that is known are not claimed", () => {
    expect(count(ended(oom(7, 60)))).toEqual({ times: 1, window: 60, least: false });
  });

  test("a new pod of the same name begins anew", () => {
    expect(endsOf(follow([ended(oom(3, 300)), ended(oom(1, 60), "u2")]))).toHaveLength(1);
    expect(endsOf(follow([ended(oom(3, 300)), calm("u2")]))).toEqual([]);
  });

  test("an end stays known when the node no longer shows it", () => {
    const forgotten = pod({ restarts: 1, state: running() });
    expect(endsOf(follow([ended(oom(1, 60)), forgotten]))).toHaveLength(1);
  });

  test("a node that restarted shows the last end as the present state again: none is lost or counted twice", () => {
    const again = pod({
      restarts: 2,
      last: terminated(137, "OOMKilled", 300),
      state: terminated(137, "OOMKilled", 60),
    });
    const last = follow([ended(oom(1, 900)), ended(oom(2, 300)), ended(oom(2, 60, true)), again]);
    expect(count(last)).toEqual({ times: 3, window: 900, least: false });
    expect(count(follow([last, ended(oom(3, 60)), ended(oom(3, 10, true))]))?.times).toBe(4);
  });

  test("a day of restarts stays small: the newest, and one an hour before", () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => ended(oom(at + 1, (1_000 - at) * 300)));
    const ends = endsOf(follow(rows));
    expect(ends.length).toBeLessThanOrEqual(16 + 25);
    expect(ends.slice(-16).map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 16 }, (_, at) => 985 + at));
  });

  test("never claims more ends than there were, and exactly as many when none went unseen", () => {
    const history = fc.array(
      fc.record({ gap: fc.integer({ min: 1, max: 900 }), oom: fc.boolean(), seen: fc.boolean() }),
      { minLength: 1, maxLength: 14 },
    );
    fc.assert(
      fc.property(history, (steps) => {
        let left = steps.reduce((sum, step) => sum + step.gap, 0);
        const states = steps.map((step, at) => {
          left -= step.gap;
          return { ...step, ...oom(at + 1, left), reason: step.oom ? "OOMKilled" : "Error" };
        });
        const rows = states.filter(({ seen }) => seen).map((state) => ended(state));
        const counted = count(follow([calm(), ...rows]));
        const since = counted ? NOW - counted.window : NOW + 1;
        const truth = states.filter(({ at, reason }) => at >= since && reason === "OOMKilled").length;
        const claimed = counted?.times ?? 0;
        expect(claimed).toBeLessThanOrEqual(truth);
        if (counted && !counted.least) {
          const lastSeen = states.findLastIndex(({ seen }) => seen);
          const until = states[lastSeen]?.at ?? 0;
          expect(claimed).toBe(
            states.filter(({ at, reason }) => at >= since && at <= until && reason === "OOMKilled").length,
          );
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
