import { beforeEach, describe, expect, test } from "vitest";
import { type ManualClock, manualClock } from "#lib/kubernetes/testing/manual-clock";
import { POD_CHANGE, settleHub, testHub } from "./testing-hub.ts";

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

describe("the hub", () => {
  test("answers a read from memory until something it depends on changes", async () => {
    const first = await hub.read("ann");
    const second = await hub.read("ann");
    expect(second.body).toBe(first.body);
    expect(hub.world.loads).toBe(1);
    hub.hub.invalidate();
    await hub.read("ann");
    expect(hub.world.loads).toBe(2);
    clock.advance(15_001);
    await hub.read("ann");
    expect(hub.world.loads).toBe(3);
  });

  test("gives equal answers equal revisions, and the page's revision goes on in the stream", async () => {
    const { revision, body, answer } = await hub.read("pat");
    expect(JSON.parse(body.toString())).toMatchObject({ revision, items: [{ key: "1" }, { key: "2" }], failures: [] });
    expect(answer.revision).toBe(revision);
    change([{ key: "1", text: "x" }]);
    await settle();
    expect((await hub.read("pat")).revision).not.toBe(revision);
    change([
      { key: "1", text: "a: one" },
      { key: "2", text: "b: two" },
    ]);
    await settle();
    expect((await hub.read("pat")).revision).toBe(revision);
  });

  test("refuses unknown views, wrong parameters and people without the view", async () => {
    await expect(hub.read("ann", { x: "1" })).rejects.toMatchObject({ code: "bad_input" });
    await expect(hub.read("eve")).rejects.toMatchObject({ code: "not_found" });
    const eve = hub.open("eve");
    const odd = hub.open("ann", { view: "secrets" });
    await settle();
    expect(eve.events()).toEqual(["refused"]);
    expect(odd.events()).toEqual(["refused"]);
  });

  test("keeps the last answer when a computation fails, tries again, and says nothing of the cause", async () => {
    const ann = hub.open("ann");
    await settle();
    hub.world.broken = true;
    change([{ key: "1", text: "a: later" }]);
    await settle(1_000);
    const late = hub.open("bob");
    await settle();
    expect(ann.events()).toEqual(["snapshot"]);
    expect(JSON.stringify(late.told)).not.toContain("broken");
    hub.world.broken = false;
    await settle(1_000);
    expect(ann.events()).toEqual(["snapshot", "patch"]);
  });

  test("sends heartbeats, and says goodbye when it drains", async () => {
    const ann = hub.open("ann");
    await settle();
    const before = ann.state.bytes;
    await settle(15_000);
    expect(ann.state.bytes).toBeGreaterThan(before);
    hub.hub.drain();
    expect(ann.told.at(-1)).toEqual({ event: "bye", data: { reason: "draining" } });
    expect(() => hub.open("ann")).toThrow(expect.objectContaining({ code: "unavailable" }));
    expect(clock.pending().length).toBeLessThanOrEqual(1);
  });
});
