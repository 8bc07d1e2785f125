import type { Actor } from "#lib/access/types";
import type { Context } from "#lib/context";
import type { Clock } from "#lib/core/clock";
import { failure, hasCode } from "#lib/core/errors";
import type { Log } from "#lib/core/log";
import { parseInput } from "#lib/http/parse-input";
import { SSE_HEARTBEAT } from "#lib/http/sse";
import { toFailure } from "#lib/http/to-failure";
import type { FleetChange } from "#lib/kubernetes/types/fleet";
import type { Runtime } from "#lib/runtime";
import { concernsView } from "./concerns-view.ts";
import type { LiveHub, LiveRequest, LiveView, ViewAnswer, ViewReading } from "./hub.ts";
import { parseViewId } from "./parse-view-id.ts";
import { createSharedView, type SharedView } from "./shared-view.ts";
import { createViewer, type JoinedView, type Viewer } from "./viewer.ts";

const HEARTBEAT_MS = 15_000;
const FORGET_AFTER_MS = 60_000;
const MAX_SHARED_VIEWS = 2_000;
export const MAX_STREAMS_PER_USER = 20;
export const MAX_VIEWS_PER_STREAM = 12;

export type LiveHubOptions = {
  // biome-ignore lint/suspicious/noExplicitAny: each view has parameters of its own, parsed by its own schema
  readonly views: readonly LiveView<any, any>[];
  /** Asked late: the runtime holds the hub itself. */
  readonly runtime: () => Runtime;
  readonly clock: Clock;
  readonly log: Log;
};

type Hub = LiveHubOptions & {
  readonly byName: ReadonlyMap<string, LiveView>;
  readonly shared: Map<string, { name: string; view: SharedView }>;
  readonly viewers: Set<Viewer>;
  readonly counts: { computations: number; patches: number; resets: number };
  draining: boolean;
};

/** Also takes what the fleet and the access engine report; `server/` connects them. */
export type LiveHubControl = LiveHub & {
  fleetChanged(change: FleetChange): void;
  /** Undefined: anybody's access may have changed. */
  accessChanged(userIds: ReadonlySet<string> | undefined): void;
};

export function createLiveHub(options: LiveHubOptions): LiveHubControl {
  const hub: Hub = {
    ...options,
    byName: new Map(options.views.map((view) => [view.name, view])),
    shared: new Map(),
    viewers: new Set(),
    counts: { computations: 0, patches: 0, resets: 0 },
    draining: false,
  };
  beat(hub);
  return {
    read: (ctx, name, params) => read(hub, ctx, name, params),
    open: (request) => open(hub, request),
    invalidate: () => invalidate(hub),
    drain: () => drain(hub),
    stats: () => ({
      streams: hub.viewers.size,
      subscriptions: [...hub.viewers].reduce((sum, viewer) => sum + viewer.views(), 0),
      sharedViews: hub.shared.size,
      ...hub.counts,
    }),
    fleetChanged: (change) => fleetChanged(hub, change),
    accessChanged: (userIds) => accessChanged(hub, userIds),
  };
}

async function read<A extends ViewAnswer>(
  hub: Hub,
  ctx: Context,
  name: string,
  params: unknown,
  attempts = 2,
): Promise<ViewReading<A>> {
  const { shared } = await join(hub, ctx, name, params);
  try {
    return (await shared.read(ctx)) as unknown as ViewReading<A>;
  } catch (error) {
    if (attempts > 1 && hasCode(error, "conflict")) return read(hub, ctx, name, params, attempts - 1);
    throw error;
  }
}

/** Guards, then finds or makes the computation that this viewer may share. */
async function join(hub: Hub, ctx: Context, name: string, given: unknown): Promise<JoinedView> {
  const view = hub.byName.get(name);
  if (!view) throw failure("not_found", "There is no such view.");
  const params = parseInput(view.params, given, "view");
  const { shareKey, scope } = await view.admit(ctx, params);
  const id = JSON.stringify([name, params, shareKey]);
  const known = hub.shared.get(id);
  if (known) return { shareKey, shared: known.view };
  const onComputed = () => {
    hub.counts.computations += 1;
  };
  const shared = createSharedView({ view, params, key: shareKey, scope, clock: hub.clock, log: hub.log, onComputed });
  hub.shared.set(id, { name, view: shared });
  if (hub.shared.size > MAX_SHARED_VIEWS) forget(hub, 0);
  return { shareKey, shared };
}

function open(hub: Hub, request: LiveRequest): { close(): void } {
  if (hub.draining) throw failure("unavailable");
  if (request.subscriptions.length > MAX_VIEWS_PER_STREAM) {
    throw failure("bad_input", `view: at most ${MAX_VIEWS_PER_STREAM} views in one stream`);
  }
  const mine = [...hub.viewers].filter((viewer) => viewer.userId === request.actor.userId);
  if (mine.length >= MAX_STREAMS_PER_USER) throw failure("too_many_requests", "Too many pages are open at once.");
  const viewer: Viewer = createViewer({
    request,
    contextOf: (actor) => contextOf(hub, actor, request.requestId),
    join: (actor, viewId) => {
      const { name, params } = parseViewId(viewId);
      return join(hub, contextOf(hub, actor, request.requestId), name, params);
    },
    onPatch: () => {
      hub.counts.patches += 1;
    },
    onReset: () => {
      hub.counts.resets += 1;
    },
    onError: (error) => explain(hub, error, request.requestId),
    onClose: () => hub.viewers.delete(viewer),
  });
  hub.viewers.add(viewer);
  // Later, so that the caller can write the head of its answer first.
  queueMicrotask(() => void viewer.start());
  return { close: () => viewer.close() };
}

function contextOf(hub: Hub, actor: Actor, requestId: string): Context {
  return { runtime: hub.runtime(), actor, requestId };
}

function explain(hub: Hub, error: unknown, requestId: string): string {
  const known = toFailure(error);
  if (known.code === "internal") hub.log.error({ err: known.cause, requestId }, "a live view failed");
  return known.message;
}

function fleetChanged(hub: Hub, change: FleetChange): void {
  for (const { name, view } of hub.shared.values()) {
    const kinds = hub.byName.get(name)?.kinds ?? [];
    if (concernsView(change, kinds, view.scope())) view.touch();
  }
}

function accessChanged(hub: Hub, userIds: ReadonlySet<string> | undefined): void {
  invalidate(hub);
  reexamine(hub, userIds);
}

function reexamine(hub: Hub, userIds: ReadonlySet<string> | undefined): void {
  for (const viewer of [...hub.viewers]) {
    if (userIds && !userIds.has(viewer.userId)) continue;
    viewer.reexamine().catch((error: unknown) => {
      hub.log.error({ err: error }, "access could not be examined: the stream is closed");
      viewer.close();
    });
  }
}

function invalidate(hub: Hub): void {
  for (const { view } of hub.shared.values()) view.invalidate();
}

function drain(hub: Hub): void {
  hub.draining = true;
  for (const viewer of [...hub.viewers]) viewer.bye("draining");
  for (const { view } of hub.shared.values()) view.close();
  hub.shared.clear();
}

function beat(hub: Hub): void {
  hub.clock.after(HEARTBEAT_MS, () => {
    if (hub.draining) return;
    for (const viewer of hub.viewers) viewer.heartbeat(SSE_HEARTBEAT);
    forget(hub, FORGET_AFTER_MS);
    reexamine(hub, undefined);
    beat(hub);
  });
}

function forget(hub: Hub, olderThanMs: number): void {
  const now = hub.clock.monotonic();
  for (const [id, { view }] of hub.shared) {
    if (view.watched() || now - view.usedAt() < olderThanMs) continue;
    view.close();
    hub.shared.delete(id);
  }
}
