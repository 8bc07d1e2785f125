import { z } from "zod";
import type { Actor, Scope } from "#lib/access/types";
import type { Clock } from "#lib/core/clock";
import { failure } from "#lib/core/errors";
import { silentLog } from "#lib/core/log";
import type { ClusterFreshness } from "#lib/http/answer";
import type { ManualClock } from "#lib/kubernetes/testing/manual-clock";
import type { FleetChange } from "#lib/kubernetes/types/fleet";
import type { Runtime } from "#lib/runtime";
import { createLiveHub } from "./create-live-hub.ts";
import type { LiveSink, LiveView } from "./hub.ts";
import { byeSchema, patchSchema, refusedSchema, resetSchema, snapshotSchema, stateSchema } from "./schemas.ts";

export type TestRow = { key: string; text: string };
export type Told = { event: string; data: Record<string, unknown> };

/** For tests: a person whose sight is named by `sight`; equal names see the same. */
export function testActor(userId: string): Actor {
  return {
    kind: "user",
    userId,
    sessionId: `session-${userId}`,
    displayName: userId,
    email: `${userId}@example.com`,
    portalRole: "member",
    epoch: 1,
  };
}

const EVERYTHING = { all: true, has: () => true };

function testScope(hash: string): Scope {
  const cluster = { id: "c1", slug: "c1", paused: false };
  const scope: Scope = {
    hash,
    clusterIds: new Set(["c1"]),
    clusters: new Map([["c1", cluster]]),
    validUntil: undefined,
    visible: () => EVERYTHING,
    summarised: () => EVERYTHING,
    forTeam: () => scope,
  };
  return scope;
}

/** For tests: what the one view "rows" answers, and who sees what. */
export type TestWorld = {
  rows: TestRow[];
  freshness: ClusterFreshness[];
  note: string | undefined;
  /** The sight of each person; who is missing is not admitted. */
  sight: Map<string, string>;
  /** Sessions that have ended. */
  ended: Set<string>;
  loads: number;
  /** Makes the next computations fail. */
  broken: boolean;
};

/** For tests: a hub with the view `rows` over a world that the test changes. */
export function testHub(clock: Clock) {
  const world: TestWorld = {
    rows: [],
    freshness: [{ clusterId: "c1", slug: "c1", state: "live", asOf: 1 }],
    note: undefined,
    sight: new Map(),
    ended: new Set(),
    loads: 0,
    broken: false,
  };
  const view: LiveView<{ q?: string }, { items: TestRow[]; freshness: ClusterFreshness[]; note?: string }> = {
    name: "rows",
    params: z.strictObject({ q: z.string().optional() }),
    kinds: ["Pod"],
    admit: async ({ actor }) => {
      const sight = world.sight.get(actor.userId);
      if (sight === undefined) throw failure("not_found");
      return { shareKey: sight, scope: testScope(sight) };
    },
    load: async ({ actor }) => {
      world.loads += 1;
      if (world.broken) throw new Error("broken");
      const sight = world.sight.get(actor.userId);
      const items = world.rows.filter((row) => sight === "all" || row.text.startsWith(`${sight}:`));
      return { items, freshness: world.freshness, note: world.note };
    },
  };
  const hub = createLiveHub({ views: [view], runtime: () => ({}) as Runtime, clock, log: silentLog });
  const open = (userId: string, subscription: { view?: string; revision?: string } = {}, once?: boolean) =>
    openTestStream(hub, world, userId, { view: "rows", ...subscription }, once);
  const read = (userId: string, params: object = {}) =>
    hub.read({ actor: testActor(userId), requestId: "test", runtime: {} as Runtime }, "rows", params);
  return { hub, world, open, read };
}

/** For tests: something changed in the cluster that the world's view shows. */
export const POD_CHANGE: FleetChange = {
  clusterId: "c1",
  kinds: new Set(["Pod"]),
  namespaces: new Set(["a"]),
  state: false,
};

function openTestStream(
  hub: ReturnType<typeof createLiveHub>,
  world: TestWorld,
  userId: string,
  subscription: { view: string; revision?: string },
  once: boolean | undefined,
) {
  const told: Told[] = [];
  let drained: (() => void) | undefined;
  const state = { pending: 0, bytes: 0, ended: false };
  const sink: LiveSink = {
    pending: () => state.pending,
    write: (chunk) => {
      state.bytes += chunk.byteLength;
      told.push(...parseEvents(chunk.toString()));
    },
    onceDrained: (listener) => {
      drained = listener;
    },
    end: () => {
      state.ended = true;
    },
  };
  const stream = hub.open({
    actor: testActor(userId),
    requestId: "test",
    subscriptions: [subscription],
    once,
    sink,
    reauthenticate: async () => (world.ended.has(userId) ? undefined : testActor(userId)),
  });
  const drain = () => {
    state.pending = 0;
    drained?.();
  };
  return { told, state, drain, close: () => stream.close(), events: () => told.map((one) => one.event) };
}

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  snapshot: snapshotSchema,
  patch: patchSchema,
  state: stateSchema,
  reset: resetSchema,
  refused: refusedSchema,
  bye: byeSchema,
};

/** For tests: lets promises run, then the timers of `ms`, then promises again. */
export async function settleHub(clock: ManualClock, ms = 300): Promise<void> {
  const turns = async () => {
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
  };
  await turns();
  clock.advance(ms);
  await turns();
}

/** Takes server-sent events apart and holds each to its schema; comments are left out. */
export function parseEvents(text: string): Told[] {
  return text
    .split("\n\n")
    .filter((block) => block.startsWith("event: "))
    .map((block) => {
      const [first = "", second = ""] = block.split("\n");
      const event = first.slice("event: ".length);
      const data = JSON.parse(second.slice("data: ".length));
      const checked = SCHEMAS[event]?.safeParse(data);
      if (!checked?.success) throw new Error(`The event ${event} does not fit its schema: ${checked?.error.message}`);
      return { event, data };
    });
}
