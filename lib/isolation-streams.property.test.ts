import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WORLD_NAMESPACES, WORLD_NOW, type World, type WorldUser, worldArbitrary } from "#lib/access/testing-world";
import type { CachedKind } from "#lib/kubernetes/types/rows";
import type { LiveSink } from "#lib/live/hub";
import { parseEvents } from "#lib/live/testing-hub";
import { LIVE_VIEWS } from "#lib/live-views";
import { type MarkedPortal, openMarkedPortal } from "../test/isolation/marked-portal.ts";
import { markOf } from "../test/isolation/marked-rows.ts";
import { leaksOf, modelOf } from "../test/isolation/model.ts";

/** Far fewer than the cheap properties of lib/access run: each portal has three streams of all views. */
const RUNS = Math.ceil(Number(process.env.WHEELHOUSE_PROPERTY_RUNS ?? 2_000) / 25);
/** Milliseconds from one look for ended grants to the next, which the test takes itself. */
const LOOK_MS = 300;
/** A view that was refused is asked for again with each heartbeat. */
const HEARTBEAT_MS = 16_000;
const VIEWS = [
  ...["home", "apps", "workloads", "namespaces", "clusters", "summary"],
  `workload?${new URLSearchParams({ cluster: "c1", kind: "Deployment", name: markOf("c1", "nsq", "Deployment"), namespace: "nsq" })}`,
  "namespace?cluster=c3&namespace=nsqx",
  "cluster?cluster=c2",
];

type Step =
  | { readonly do: "revoke" | "restore" | "suspend" | "leave"; readonly at: number }
  | { readonly do: "rows"; readonly namespaces: World["namespaces"] }
  | { readonly do: "wait" };

const namespaceList = fc.uniqueArray(fc.constantFrom(...WORLD_NAMESPACES));
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom("revoke" as const, "restore" as const), at: fc.nat(6) }),
  fc.record({ do: fc.constantFrom("suspend" as const, "leave" as const), at: fc.nat(2) }),
  fc.record({
    do: fc.constant("rows" as const),
    namespaces: fc.record({ c1: namespaceList, c2: namespaceList, c3: namespaceList }),
  }),
  fc.constant({ do: "wait" as const }),
);

/** The same world with its grants starting and ending seconds apart, so that streams live through it. */
function slowed(world: World): World {
  const later = (time: number) => (time === 0 ? 0 : WORLD_NOW + (time - WORLD_NOW) * 50);
  const grants = world.grants.map(({ startsAt, expiresAt, ...grant }) => ({
    ...grant,
    startsAt: later(startsAt),
    expiresAt: expiresAt === undefined ? undefined : later(expiresAt),
  }));
  return { ...world, grants };
}

function changed(world: World, step: Step): World {
  if (step.do === "wait") return world;
  if (step.do === "rows") return { ...world, namespaces: step.namespaces };
  const change = <T>(list: readonly T[], more: Partial<T>) =>
    list.map((one, index) => (index === step.at ? { ...one, ...more } : one));
  if (step.do === "suspend") return { ...world, users: change(world.users, { status: "suspended" }) };
  if (step.do === "leave") return { ...world, users: change(world.users, { memberships: [] }) };
  return { ...world, grants: change(world.grants, { revoked: step.do === "revoke" }) };
}

/** Opens all views for one person and holds every byte against what they may know when it is written. */
function follow(portal: MarkedPortal, userId: string) {
  const lists = new Map<string, Set<string>>();
  const state = { ended: false, writes: 0, leaks: [] as string[] };
  const user = () => portal.world.users.find(({ id }) => id === userId) as WorldUser;
  const sink: LiveSink = {
    pending: () => 0,
    onceDrained: () => {},
    end: () => {
      state.ended = true;
    },
    write: (chunk) => {
      // The id of a view is what the browser itself sent; a chunk may hold two events.
      const text = chunk.toString().replaceAll(/"view":"[^"]*"/g, "");
      const now = portal.clock.now();
      const leaksAt = (time: number) => leaksOf(text, modelOf(portal.world, user(), time));
      const leaks = leaksAt(now).length === 0 ? [] : leaksAt(now - LOOK_MS);
      if (leaks.length > 0) state.leaks.push(`${userId} reads ${leaks} at ${now - WORLD_NOW}: ${text}`);
      state.writes += 1;
      for (const { event, data } of parseEvents(chunk.toString())) remember(lists, event, data);
    },
  };
  portal.hub.open({
    actor: portal.actorOf(user()),
    requestId: "request",
    subscriptions: VIEWS.map((view) => ({ view })),
    sink,
    reauthenticate: async () => (user().status === "active" ? portal.actorOf(user()) : undefined),
  });
  return { user, lists, state };
}

/** What a browser has of each view: the keys of its rows. */
function remember(lists: Map<string, Set<string>>, event: string, data: Record<string, unknown>): void {
  const view = String(data.view);
  if (event === "reset" || event === "refused") lists.delete(view);
  if (event === "snapshot") {
    const { items } = data.answer as { items: { key: string }[] };
    lists.set(view, new Set(items.map(({ key }) => key)));
  }
  if (event !== "patch") return;
  for (const { key } of data.upserts as { key: string }[]) lists.get(view)?.add(key);
  for (const key of data.deletes as string[]) lists.get(view)?.delete(key);
}

/** One change, the look for changes, and enough time for all that follows from it. */
async function take(portal: MarkedPortal, step: Step): Promise<void> {
  portal.world = changed(portal.world, step);
  if (step.do !== "rows" && step.do !== "wait") portal.epoch += 1;
  await portal.runtime.access.refresh();
  const kinds = new Set<CachedKind>(LIVE_VIEWS.flatMap((view) => [...view.kinds]));
  for (const { id: clusterId } of portal.world.clusters)
    portal.hub.fleetChanged({ clusterId, kinds, namespaces: new Set(), state: true });
  await setImmediate();
  portal.clock.advance(LOOK_MS);
  await setImmediate();
}

/** In the end every browser holds what a fresh reading of the view gives, or nothing where it is refused. */
async function checkEnd(portal: MarkedPortal, stream: ReturnType<typeof follow>): Promise<void> {
  const user = stream.user();
  expect(stream.state.leaks).toEqual([]);
  expect(stream.state.ended).toBe(user.status !== "active");
  if (stream.state.ended) return;
  for (const view of VIEWS) {
    const [name = "", search] = view.split("?");
    const params = Object.fromEntries(new URLSearchParams(search));
    const reading = await portal.hub.read(portal.contextOf(user), name, params).catch(() => undefined);
    const keys = reading?.answer.items.map(({ key }) => key).sort();
    const held = stream.lists.get(view);
    if (JSON.stringify(held && [...held].sort()) !== JSON.stringify(keys))
      expect({ view, held: held && [...held].sort() }).toEqual({ view, held: keys });
  }
}

const MINE: World["grants"][number] = {
  ...{ id: "g0", subject: { kind: "user", id: "u1" }, targetKind: "cluster", targetId: "c1", namespaces: ["nsq*"] },
  ...{ role: "viewer", startsAt: 0, expiresAt: undefined, revoked: false },
};

/** One person who looks on while the grant of a portal changes. */
async function lookOn(changes: (world: World) => World): Promise<string[]> {
  const world: World = {
    clusters: [{ id: "c1", environmentId: "env-staging", groupIds: [] }],
    users: [{ id: "u1", portalRole: "member", status: "active", memberships: [] }],
    grants: [MINE],
    namespaces: { c1: ["nsq"] },
  };
  const portal = openMarkedPortal(world);
  const { state } = follow(portal, "u1");
  await setImmediate();
  portal.world = changes(world);
  await take(portal, { do: "rows", namespaces: { c1: ["nsq", "nsqx"] } });
  await take(portal, { do: "wait" });
  portal.hub.drain();
  expect(state.writes).toBeGreaterThan(VIEWS.length);
  return state.leaks;
}

describe("what is written to a stream", () => {
  test("is held against the grants: a new namespace of theirs may be in it", async () => {
    expect(await lookOn((world) => world)).toEqual([]);
  });

  test("is noticed when a portal did not hear that the grant has become a smaller one", async () => {
    const leaks = await lookOn((world) => ({ ...world, grants: [{ ...MINE, namespaces: ["nsq"] }] }));
    expect(leaks.join()).toMatch(/^u1 reads .*nsqx.* at /);
  });
});

describe(`for ${RUNS} random portals that change while people look`, { timeout: 600_000 + RUNS * 500 }, () => {
  test("no snapshot and no patch shows what the grants of its moment do not give, and in the end all is true", async () => {
    let writes = 0;
    const steps = fc.array(stepArbitrary, { minLength: 2, maxLength: 6 });
    const property = fc.asyncProperty(worldArbitrary, steps, async (world, changes) => {
      const portal = openMarkedPortal(slowed(world));
      const people = portal.world.users.filter(({ status }) => status === "active");
      const streams = people.map(({ id }) => follow(portal, id));
      await setImmediate();
      for (const step of [...changes, ...Array.from({ length: 4 }, () => ({ do: "wait" }) as const)])
        await take(portal, step);
      portal.clock.advance(HEARTBEAT_MS);
      await setImmediate();
      for (const stream of streams) {
        await checkEnd(portal, stream);
        writes += stream.state.writes;
      }
      portal.hub.drain();
    });
    await fc.assert(property, { numRuns: RUNS });
    expect(writes).toBeGreaterThan(RUNS * VIEWS.length);
  });
});
