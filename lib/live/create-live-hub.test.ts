import { beforeEach, describe, expect, test } from "vitest";
import { type ManualClock, manualClock } from "#lib/kubernetes/testing/manual-clock";
import { MAX_STREAMS_PER_USER } from "./create-live-hub.ts";
import { POD_CHANGE, settleHub, testHub } from "./testing-hub.ts";
import { MAX_PENDING_BYTES } from "./viewer.ts";

let clock: ManualClock;
let hub: ReturnType<typeof testHub>;

beforeEach(() => {
  clock = manualClock();
  hub = testHub(clock);
  hub.world.rows = [
    { key: "1", text: "a: one" },
    { key: "2", text: "b: two" },
  ];
  hub.world.sight = new Map([
    ["ann", "a"],
    ["bob", "b"],
    ["pat", "all"],
  ]);
});

const settle = (ms?: number) => settleHub(clock, ms);

function change(rows: { key: string; text: string }[]) {
  hub.world.rows = rows;
  hub.hub.fleetChanged(POD_CHANGE);
}

describe("a live stream", () => {
  test("begins with a snapshot of what this viewer may see, and goes on with patches of the same", async () => {
    const ann = hub.open("ann");
    await settle();
    expect(ann.told).toMatchObject([
      { event: "snapshot", data: { view: "rows", answer: { items: [{ key: "1", text: "a: one" }] } } },
    ]);
    change([
      { key: "1", text: "a: changed" },
      { key: "2", text: "b: changed" },
      { key: "3", text: "a: new" },
    ]);
    await settle();
    expect(ann.told[1]).toMatchObject({
      event: "patch",
      data: { upserts: [{ key: "1", text: "a: changed" }, { key: "3" }], deletes: [], fields: {} },
    });
    change([{ key: "3", text: "a: new" }]);
    await settle();
    expect(ann.told[2]).toMatchObject({ event: "patch", data: { upserts: [], deletes: ["1"] } });
  });

  test("says nothing when a change leaves the answer as it was", async () => {
    const ann = hub.open("ann");
    await settle();
    change([
      { key: "1", text: "a: one" },
      { key: "2", text: "b: other" },
    ]);
    await settle();
    expect(ann.events()).toEqual(["snapshot"]);
  });

  test("passes over changes of other clusters and kinds", async () => {
    hub.open("ann");
    await settle();
    const before = hub.world.loads;
    hub.hub.fleetChanged({ ...POD_CHANGE, clusterId: "c2" });
    hub.hub.fleetChanged({ ...POD_CHANGE, kinds: new Set(["Secret"]) });
    await settle();
    expect(hub.world.loads).toBe(before);
  });

  test("tells the state of a cluster without its ever moving time", async () => {
    const ann = hub.open("ann");
    await settle();
    hub.world.freshness = [{ clusterId: "c1", slug: "c1", state: "live", asOf: 99 }];
    hub.hub.fleetChanged({ ...POD_CHANGE, state: true });
    await settle();
    expect(ann.events()).toEqual(["snapshot"]);
    hub.world.freshness = [{ clusterId: "c1", slug: "c1", state: "stale", asOf: 99, message: "timed out" }];
    hub.hub.fleetChanged({ ...POD_CHANGE, state: true });
    await settle();
    expect(ann.told[1]).toMatchObject({ event: "state", data: { freshness: [{ state: "stale", asOf: 99 }] } });
  });

  test("sends fields beside the rows when they change, and null when they are gone", async () => {
    const ann = hub.open("ann");
    await settle();
    hub.world.note = "hello";
    hub.hub.invalidate();
    await settle();
    hub.world.note = undefined;
    hub.hub.invalidate();
    await settle();
    expect(ann.told.slice(1).map((told) => told.data.fields)).toEqual([{ note: "hello" }, { note: null }]);
  });

  test("goes on from a revision that the viewer names: nothing when it is current, one patch when it is near", async () => {
    const first = await hub.read("ann");
    const ann = hub.open("ann", { revision: first.revision });
    await settle();
    expect(ann.told).toEqual([]);
    for (const text of ["a: 2", "a: 3"]) {
      change([{ key: "1", text }]);
      await settle();
    }
    const again = hub.open("ann", { revision: first.revision });
    await settle();
    expect(again.told).toMatchObject([{ event: "patch", data: { upserts: [{ key: "1", text: "a: 3" }] } }]);
    const lost = hub.open("ann", { revision: "unknown" });
    await settle();
    expect(lost.events()).toEqual(["snapshot"]);
  });

  test("ends after what is new when the viewer asks once, and counts it no longer", async () => {
    const first = await hub.read("ann");
    const asked = [];
    for (const text of ["a: one", "a: 2"]) {
      change([{ key: "1", text }]);
      await settle();
      const ann = hub.open("ann", { revision: first.revision }, true);
      await settle();
      expect(ann.state.ended).toBe(true);
      asked.push(ann);
    }
    expect(asked.map((ann) => ann.events())).toEqual([["bye"], ["patch", "bye"]]);
    expect(asked[1]?.told[1]?.data).toEqual({ reason: "done" });
    expect(hub.hub.stats()).toMatchObject({ streams: 0, subscriptions: 0 });
  });

  test("does not lose a change when timers fire a moment early", async () => {
    const early = { ...clock, after: (ms: number, fn: () => void) => clock.after(Math.max(0, ms - 1), fn) };
    hub = testHub(early);
    hub.world.sight.set("ann", "a");
    const ann = hub.open("ann");
    await settle();
    for (const text of ["a: 1", "a: 2", "a: 3"]) {
      change([{ key: "1", text }]);
      await settle(260);
    }
    await settle(1_000);
    expect(ann.told.at(-1)).toMatchObject({ event: "patch", data: { upserts: [{ text: "a: 3" }] } });
    const before = hub.world.loads;
    await settle(15_000);
    expect(hub.world.loads).toBeGreaterThan(before);
  });

  test("coalesces a burst: at most one computation in 250 ms", async () => {
    hub.open("ann");
    await settle();
    const before = hub.world.loads;
    for (let index = 0; index < 50; index += 1) {
      change([{ key: "1", text: `a: ${index}` }]);
      await settle(10);
    }
    expect(hub.world.loads - before).toBeLessThanOrEqual(3);
    expect(hub.world.loads - before).toBeGreaterThan(0);
  });
});

describe("many viewers", () => {
  test("of the same sight share one computation and its bytes", async () => {
    for (let index = 0; index < 200; index += 1) hub.world.sight.set(`user-${index}`, "a");
    const streams = Array.from({ length: 200 }, (_, index) => hub.open(`user-${index}`));
    await settle();
    expect(streams.every((stream) => stream.events().join() === "snapshot")).toBe(true);
    expect(hub.world.loads).toBe(1);
    change([{ key: "1", text: "a: for all" }]);
    await settle();
    expect(hub.world.loads).toBe(2);
    expect(streams.every((stream) => stream.events().join() === "snapshot,patch")).toBe(true);
    expect(hub.hub.stats()).toMatchObject({ streams: 200, subscriptions: 200, sharedViews: 1, patches: 200 });
  });

  test("of different sight get different rows", async () => {
    const [ann, bob, pat] = [hub.open("ann"), hub.open("bob"), hub.open("pat")];
    await settle();
    const keys = [ann, bob, pat].map((stream) => {
      const answer = stream.told[0]?.data.answer as { items: { key: string }[] } | undefined;
      return answer?.items.map((item) => item.key).join();
    });
    expect(keys).toEqual(["1", "2", "1,2"]);
  });

  test("one who does not read gets one reset with a snapshot, the others every patch", async () => {
    const slow = hub.open("ann");
    const quick = hub.open("ann");
    await settle();
    slow.state.pending = MAX_PENDING_BYTES + 1;
    for (let index = 0; index < 20; index += 1) {
      change([{ key: "1", text: `a: ${index}` }]);
      await settle();
    }
    expect(slow.events()).toEqual(["snapshot"]);
    slow.drain();
    await settle();
    expect(slow.events()).toEqual(["snapshot", "reset", "snapshot"]);
    expect(slow.told[2]?.data.answer).toMatchObject({ items: [{ text: "a: 19" }] });
    expect(quick.events().filter((event) => event === "patch")).toHaveLength(20);
    change([{ key: "1", text: "a: after" }]);
    await settle();
    expect(slow.events().at(-1)).toBe("patch");
  });

  test("one person may not open streams without end", async () => {
    for (let index = 0; index < MAX_STREAMS_PER_USER; index += 1) hub.open("ann");
    expect(() => hub.open("ann")).toThrow(expect.objectContaining({ code: "too_many_requests" }));
    expect(() => hub.open("bob")).not.toThrow();
  });

  test("a closed stream frees its place and stops its computations", async () => {
    const ann = hub.open("ann");
    await settle();
    ann.close();
    const before = hub.world.loads;
    change([{ key: "1", text: "a: unseen" }]);
    await settle(20_000);
    expect(hub.world.loads).toBe(before);
    expect(hub.hub.stats().streams).toBe(0);
  });
});

describe("a change of access", () => {
  test("moves a stream to what may be seen now, and no row of the old sight follows", async () => {
    const ann = hub.open("ann");
    await settle();
    hub.world.sight.set("ann", "b");
    hub.hub.accessChanged(new Set(["ann"]));
    await settle();
    expect(ann.events()).toEqual(["snapshot", "reset", "snapshot"]);
    expect(ann.told[2]?.data.answer).toMatchObject({ items: [{ key: "2" }] });
    change([
      { key: "1", text: "a: secret" },
      { key: "2", text: "b: fine" },
    ]);
    await settle();
    expect(JSON.stringify(ann.told.slice(2))).not.toContain("secret");
  });

  test("never sends what was computed with a sight that its viewer has lost meanwhile", async () => {
    hub.world.sight.set("bea", "a");
    const ann = hub.open("ann");
    const bea = hub.open("bea");
    await settle();
    // The engine has not spoken yet, and the first of the two viewers now sees everything.
    hub.world.sight.set("ann", "all");
    change([
      { key: "1", text: "a: news" },
      { key: "2", text: "b: not for bea" },
    ]);
    await settle(1_000);
    expect(JSON.stringify(bea.told)).not.toContain("not for bea");
    expect(bea.events()).toEqual(["snapshot", "patch"]);
    expect(JSON.stringify(ann.told)).toContain("not for bea");
  });

  test("refuses a view that is gone for the viewer, and shows it again when access returns", async () => {
    const ann = hub.open("ann");
    await settle();
    hub.world.sight.delete("ann");
    hub.hub.accessChanged(new Set(["ann"]));
    await settle();
    expect(ann.events()).toEqual(["snapshot", "reset", "refused"]);
    hub.world.sight.set("ann", "a");
    hub.hub.accessChanged(new Set(["ann"]));
    await settle();
    expect(ann.events().at(-1)).toBe("snapshot");
  });

  test("ends the stream of a session that is over, at once and also without being told", async () => {
    const ann = hub.open("ann");
    const bob = hub.open("bob");
    await settle();
    hub.world.ended.add("ann");
    hub.hub.accessChanged(new Set(["ann"]));
    await settle();
    expect(ann.told.at(-1)).toEqual({ event: "bye", data: { reason: "signed-out" } });
    expect(ann.state.ended).toBe(true);
    hub.world.ended.add("bob");
    await settle(15_000);
    expect(bob.told.at(-1)).toEqual({ event: "bye", data: { reason: "signed-out" } });
  });
});
