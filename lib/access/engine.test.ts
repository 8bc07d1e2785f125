import { describe, expect, test } from "vitest";
import { type Clock, systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import type { AccessRecords } from "./build-snapshot.ts";
import { createAccessEngine } from "./engine.ts";

function setUp() {
  const people = new Map<string, AccessRecords>();
  const time = { now: 10_000 };
  const timers: { at: number; fn: () => void }[] = [];
  const state = { loads: 0, polls: 0, broken: false, hold: undefined as Promise<void> | undefined };
  const clock: Clock = {
    ...systemClock,
    now: () => time.now,
    monotonic: () => time.now,
    after: (ms, fn) => {
      const timer = { at: time.now + ms, fn };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  };
  const engine = createAccessEngine({
    clock,
    log: silentLog,
    source: {
      load: async (userId) => {
        state.loads++;
        const records = people.get(userId);
        await state.hold;
        if (state.broken) throw new Error("gone");
        return records;
      },
      epochs: async (userIds) => {
        state.polls++;
        if (state.broken) throw new Error("gone");
        return new Map(userIds.flatMap((id) => (people.has(id) ? [[id, people.get(id)?.epoch ?? 0]] : [])));
      },
    },
  });
  const changes: string[][] = [];
  engine.onAccessChange((userIds) => changes.push([...userIds]));
  return { people, time, timers, state, engine, changes };
}

function person(epoch: number, more: Partial<AccessRecords> = {}): AccessRecords {
  return {
    userId: "u",
    epoch,
    status: "active",
    portalRole: "member",
    memberships: [],
    grants: [],
    clusters: [],
    ...more,
  };
}

function grant(times: { startsAt?: number; expiresAt?: number }) {
  return {
    clusters: [{ id: "c", slug: "c", paused: false, environmentId: "e", groupIds: [] }],
    grants: [
      {
        id: "g",
        teamId: undefined,
        teamSlug: undefined,
        userId: "u",
        targetKind: "cluster" as const,
        targetId: "c",
        targetSlug: "c",
        namespaces: ["a"],
        role: "viewer" as const,
        reason: "",
        startsAt: times.startsAt ?? 0,
        expiresAt: times.expiresAt,
      },
    ],
  };
}

describe("the access engine", () => {
  test("asks once for many requests, and again when its knowledge is older than 0.8 s", async () => {
    const { people, time, state, engine } = setUp();
    people.set("u", person(1));
    await Promise.all([engine.snapshotOf("u"), engine.snapshotOf("u", 1), engine.snapshotOf("u", 1)]);
    expect(state.loads).toBe(1);
    time.now += 800;
    await engine.snapshotOf("u");
    expect(state.loads).toBe(1);
    time.now += 1;
    await engine.snapshotOf("u");
    expect(state.loads).toBe(2);
  });

  test("an actor with a newer epoch is never answered from older knowledge", async () => {
    const { people, engine } = setUp();
    people.set("u", person(1));
    await engine.snapshotOf("u");
    people.set("u", person(2, { status: "suspended" }));
    expect((await engine.snapshotOf("u", 2)).active).toBe(false);
  });

  test("a newer epoch does not wait for an older answer that is on its way", async () => {
    const { people, state, engine } = setUp();
    const gate = Promise.withResolvers<void>();
    people.set("u", person(1));
    state.hold = gate.promise;
    const old = engine.snapshotOf("u");
    people.set("u", person(2));
    const fresh = engine.snapshotOf("u", 2);
    gate.resolve();
    expect((await old).epoch).toBe(1);
    expect((await fresh).epoch).toBe(2);
    expect((await engine.snapshotOf("u")).epoch).toBe(2);
  });

  test("somebody unknown may do nothing", async () => {
    const { engine } = setUp();
    const snapshot = await engine.snapshotOf("nobody");
    expect(snapshot).toMatchObject({ active: false, bindings: [] });
  });

  test("a poll keeps what is unchanged fresh, and names whose epoch rose or who is gone", async () => {
    const { people, time, state, engine, changes } = setUp();
    people.set("u", person(1));
    people.set("v", person(1, { userId: "v" }));
    people.set("w", person(1, { userId: "w" }));
    for (const id of ["u", "v", "w"]) await engine.snapshotOf(id);
    time.now += 800;
    await engine.refresh();
    expect(changes).toEqual([]);
    time.now += 800;
    await engine.snapshotOf("u");
    expect(state.loads).toBe(3);
    people.set("u", person(2));
    people.delete("v");
    await engine.refresh();
    expect(changes).toEqual([["u", "v"]]);
    expect((await engine.snapshotOf("u")).epoch).toBe(2);
    expect((await engine.snapshotOf("v")).active).toBe(false);
  });

  test("a grant that ends or starts is told like a change", async () => {
    const { people, time, engine, changes } = setUp();
    people.set("u", person(1, grant({ startsAt: 11_000, expiresAt: 12_000 })));
    await engine.snapshotOf("u");
    for (const [now, expected] of [
      [10_900, 0],
      [11_000, 1],
      [11_900, 1],
      [12_000, 2],
      [12_800, 2],
    ] as const) {
      time.now = now;
      await engine.refresh();
      await engine.snapshotOf("u");
      expect(changes.length).toBe(expected);
    }
  });

  test("is told also when a request reads anew after the end and before the next look", async () => {
    const { people, time, engine, changes } = setUp();
    people.set("u", person(1, grant({ expiresAt: 12_000 })));
    await engine.snapshotOf("u");
    time.now = 11_500;
    await engine.refresh();
    time.now = 12_400;
    await engine.snapshotOf("u");
    expect(changes).toEqual([["u"]]);
    await engine.refresh();
    expect(changes).toEqual([["u"]]);
  });

  test("when access cannot be known it is refused, and open streams are told once after 5 s", async () => {
    const { people, time, state, engine, changes } = setUp();
    people.set("u", person(1));
    await engine.snapshotOf("u");
    state.broken = true;
    time.now += 4_000;
    await engine.refresh();
    expect(changes).toEqual([]);
    await expect(engine.snapshotOf("u")).rejects.toMatchObject({ code: "unavailable" });
    time.now += 1_000;
    await engine.refresh();
    await engine.refresh();
    expect(changes).toEqual([["u"]]);
    state.broken = false;
    expect((await engine.snapshotOf("u")).epoch).toBe(1);
  });

  test("people who have not asked for a quarter of an hour are forgotten, and their open streams asked to come again", async () => {
    const { people, time, state, engine, changes } = setUp();
    people.set("u", person(1));
    await engine.snapshotOf("u");
    time.now += 15 * 60_000;
    await engine.refresh();
    expect([changes, state.polls]).toEqual([[], 1]);
    time.now += 1;
    await engine.refresh();
    await engine.refresh();
    expect([changes, state.polls]).toEqual([[["u"]], 1]);
  });

  test("a listener that fails does not keep the others from hearing", async () => {
    const { people, engine, changes } = setUp();
    const heard: string[][] = [];
    engine.onAccessChange(() => {
      throw new Error("listener");
    });
    engine.onAccessChange((userIds) => heard.push([...userIds]));
    people.set("u", person(1));
    await engine.snapshotOf("u");
    people.set("u", person(2));
    await engine.refresh();
    expect([changes, heard]).toEqual([[["u"]], [["u"]]]);
  });

  test("polls again and again from start to stop", async () => {
    const { time, timers, state, engine, people } = setUp();
    people.set("u", person(1));
    await engine.snapshotOf("u");
    engine.start();
    engine.start();
    for (let round = 1; round <= 3; round++) {
      expect(timers.length).toBe(1);
      time.now += 800;
      await timers.shift()?.fn();
      expect(state.polls).toBe(round);
    }
    engine.stop();
    expect(timers).toEqual([]);
  });
});
