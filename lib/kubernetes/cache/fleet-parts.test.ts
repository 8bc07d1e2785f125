import { describe, expect, test } from "vitest";
import { manualClock } from "../testing/manual-clock.ts";
import type { CacheState, CacheStatus, FleetChange } from "../types/fleet.ts";
import { combineStatus } from "./cache-status.ts";
import { createChangeBatcher } from "./change-batcher.ts";
import { childAbort } from "./child-abort.ts";
import { createColdListLimiter } from "./cold-list-limiter.ts";

const never = new AbortController().signal;

describe("createColdListLimiter", () => {
  test("lets so many run, then by priority, then first come", async () => {
    const limiter = createColdListLimiter(manualClock(), 2);
    const first = await limiter.acquire(0, never);
    await limiter.acquire(0, never);
    const order: string[] = [];
    const wait = (name: string, priority: number) =>
      limiter.acquire(priority, never).then((permit) => {
        order.push(name);
        return permit;
      });
    const all = [wait("late", 9), wait("b1", 1), wait("a", 0), wait("b2", 1)];
    first.release();
    for (let at = 0; at < 3; at++) (await all[[2, 1, 3][at] ?? 0])?.release();
    await all[0];
    expect(order).toEqual(["a", "b1", "b2", "late"]);
  });

  test("a list without progress gives its turn away, one that moves keeps it", async () => {
    const clock = manualClock();
    const limiter = createColdListLimiter(clock, 1);
    const hung = await limiter.acquire(0, never);
    let started = false;
    const next = limiter.acquire(0, never).then((permit) => {
      started = true;
      return permit;
    });
    clock.advance(1500);
    hung.progress();
    clock.advance(1500);
    await Promise.resolve();
    expect(started).toBe(false);
    clock.advance(600);
    const permit = await next;
    // Giving back twice must not admit a second one.
    hung.release();
    let third = false;
    void limiter.acquire(0, never).then(() => {
      third = true;
    });
    await Promise.resolve();
    expect(third).toBe(false);
    permit.release();
  });

  test("who gives up waiting leaves the queue", async () => {
    const limiter = createColdListLimiter(manualClock(), 1);
    const first = await limiter.acquire(0, never);
    const abort = new AbortController();
    const gone = limiter.acquire(0, abort.signal);
    const next = limiter.acquire(0, never);
    abort.abort(new Error("gone"));
    await expect(gone).rejects.toThrow("gone");
    first.release();
    await next;
    await expect(limiter.acquire(0, abort.signal)).rejects.toThrow("gone");
  });
});

describe("createChangeBatcher", () => {
  const setUp = () => {
    const clock = manualClock();
    const changes: FleetChange[] = [];
    return { clock, changes, batcher: createChangeBatcher("c1", clock, (change) => changes.push(change)) };
  };

  test("many changes within 100 ms are one notification", () => {
    const { clock, changes, batcher } = setUp();
    batcher.rows("Pod", new Set(["a"]));
    batcher.rows("Pod", new Set(["b"]));
    batcher.rows("Deployment", new Set(["a"]));
    clock.advance(99);
    expect(changes).toEqual([]);
    clock.advance(1);
    expect(changes).toEqual([
      { clusterId: "c1", kinds: new Set(["Pod", "Deployment"]), namespaces: new Set(["a", "b"]), state: false },
    ]);
    clock.advance(1000);
    expect(changes).toHaveLength(1);
  });

  test("changes of state, of cluster-scoped rows and of very many namespaces concern everything", () => {
    const { clock, changes, batcher } = setUp();
    batcher.rows("Pod", new Set(["a"]));
    batcher.state(["Pod"]);
    clock.advance(100);
    batcher.rows("Node", new Set([""]));
    batcher.rows("Pod", new Set(["a"]));
    clock.advance(100);
    batcher.rows("Pod", new Set(Array.from({ length: 600 }, (_, at) => `ns-${at}`)));
    clock.advance(100);
    expect(changes.map(({ namespaces, state }) => [namespaces.size, state])).toEqual([
      [0, true],
      [0, false],
      [0, false],
    ]);
  });
});

describe("combineStatus", () => {
  const status = (state: CacheState, asOf?: number, reason?: "timeout"): CacheStatus => ({
    state,
    asOf,
    reason,
    message: reason,
    count: 1,
  });
  test.each([
    [[status("live", 5), status("live", 9)], "live", 5],
    [[status("live", 5), status("stale", 3, "timeout")], "stale", 3],
    [[status("live", 5), status("starting")], "starting", 5],
    [[status("live", 5), status("forbidden")], "live", 5],
    [[status("unsupported"), status("forbidden")], "forbidden", undefined],
    [[status("stale", undefined), status("live", 5)], "stale", undefined],
    [[], "starting", undefined],
  ] as [CacheStatus[], CacheState, number | undefined][])("%#", (parts, state, asOf) => {
    expect(combineStatus(parts)).toMatchObject({ state, asOf, count: parts.length });
  });

  test("among equals the one with a reason speaks", () => {
    expect(combineStatus([status("stale", 1), status("stale", 2, "timeout")]).reason).toBe("timeout");
  });
});

test("a child aborts with its parent and leaves nothing behind", () => {
  const parent = new AbortController();
  const kept = childAbort(parent.signal);
  const disposed = childAbort(parent.signal);
  disposed.dispose();
  parent.abort("why");
  expect(kept.controller.signal.reason).toBe("why");
  expect(disposed.controller.signal.aborted).toBe(false);
  expect(childAbort(parent.signal).controller.signal.aborted).toBe(true);
});
