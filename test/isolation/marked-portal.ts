import { createAccessEngine } from "#lib/access/engine";
import { testFleet } from "#lib/access/testing-fleet";
import { recordsOf, WORLD_NAMESPACES, WORLD_NOW, type World, type WorldUser } from "#lib/access/testing-world";
import type { Actor } from "#lib/access/types";
import type { Context } from "#lib/context";
import { silentLog } from "#lib/core/log";
import { kubeError } from "#lib/kubernetes/api/kube-error";
import { type ManualClock, manualClock } from "#lib/kubernetes/testing/manual-clock";
import type { CacheStatus, Fleet, NamespaceFilter } from "#lib/kubernetes/types/fleet";
import { createLiveHub, type LiveHubControl } from "#lib/live/create-live-hub";
import { LIVE_VIEWS } from "#lib/live-views";
import type { Runtime } from "#lib/runtime";
import { quietRuntime } from "../verb-context.ts";
import { markedRows, SECRET_WORDS } from "./marked-rows.ts";
import { memoryInventory, personMark, sessionOf } from "./memory-inventory.ts";

/** The cluster that is read namespace by namespace; every second namespace cannot be read there. */
export const NARROW_CLUSTER = "c3";
export const FAILING = WORLD_NAMESPACES.filter((_, at) => at % 2 === 1);

/** For tests: a portal over a world that the test may exchange, with real verbs, views and hub. */
export type MarkedPortal = {
  world: World;
  /** Raised with each change of grants. */
  epoch: number;
  readonly clock: ManualClock;
  readonly hub: LiveHubControl;
  readonly runtime: Runtime;
  actorOf(user: WorldUser): Actor;
  contextOf(user: WorldUser): Context;
};

export function openMarkedPortal(world: World): MarkedPortal {
  const clock = manualClock(WORLD_NOW);
  const state = { world, epoch: 1 };
  const access = createAccessEngine({
    clock,
    log: silentLog,
    source: {
      load: async (userId, now) => {
        const records = recordsOf(state.world, userId, now);
        return records && { ...records, epoch: state.epoch };
      },
      epochs: async (ids) => new Map(ids.map((id) => [id, state.epoch])),
    },
  });
  const parts: Partial<Runtime> = quietRuntime({ clock, access, log: silentLog, random: () => 0.5, ready: true });
  const runtime = Object.defineProperties(parts, {
    db: { get: () => memoryInventory(state.world), enumerable: true },
    fleet: { get: () => markedFleet(state.world), enumerable: true },
  }) as Runtime;
  const hub = createLiveHub({ views: LIVE_VIEWS, runtime: () => runtime, clock, log: silentLog });
  Object.assign(runtime, { live: hub });
  access.onAccessChange((ids) => hub.accessChanged(ids));
  const actorOf = (user: WorldUser): Actor => ({
    ...{ kind: "user", userId: user.id, sessionId: sessionOf(user.id), displayName: personMark(user.id), email: "" },
    ...{ portalRole: user.portalRole, epoch: state.epoch },
  });
  const contextOf = (user: WorldUser): Context => ({ runtime, actor: actorOf(user), requestId: "request" });
  return Object.assign(state, { clock, hub, runtime, actorOf, contextOf });
}

const fleets = new WeakMap<World, Fleet>();

/** Its clusters answer requests with words that nobody may read, and so do the reasons of what cannot be read. */
function markedFleet(world: World): Fleet {
  const known = fleets.get(world);
  if (known) return known;
  const refused = () =>
    Promise.reject(kubeError({ cluster: "c", status: 500, message: SECRET_WORDS, reason: SECRET_WORDS }));
  const plain = testFleet(markedRows(world));
  const handles = plain.clusters().map((handle) =>
    Object.assign(handle, {
      connection: { ...handle.connection, request: refused, stream: refused },
      status: (_: unknown, filter?: NamespaceFilter) => statusOf(world, handle.id, filter),
    }),
  );
  const fleet = { ...plain, clusters: () => handles };
  fleets.set(world, fleet);
  return fleet;
}

function statusOf(world: World, clusterId: string, filter: NamespaceFilter | undefined): CacheStatus {
  const live = { state: "live", asOf: WORLD_NOW, reason: undefined, message: undefined, count: 0 } as const;
  const watched = clusterId === NARROW_CLUSTER ? (world.namespaces[clusterId] ?? []) : [];
  const stale = watched.some(
    (name) => FAILING.includes(name) && (filter === undefined || filter.all || filter.has(name)),
  );
  return stale ? { ...live, state: "stale", reason: "server-error", message: SECRET_WORDS } : live;
}
