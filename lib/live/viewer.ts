import type { Actor } from "#lib/access/types";
import { encodeBye, encodeDelta, encodeRefused, encodeReset } from "./encode-events.ts";
import type { LiveRequest, LiveSubscription } from "./hub.ts";
import type { SharedView } from "./shared-view.ts";

/** Bytes that may wait for one browser. Beyond them it gets no patches but one reset when it has caught up. */
export const MAX_PENDING_BYTES = 256 * 1024;

export type JoinedView = { readonly shareKey: string; readonly shared: SharedView };

/** Finds the shared view for what an actor asks. @throws whatever the view's guard throws */
export type JoinView = (actor: Actor, viewId: string) => Promise<JoinedView>;

export type ViewerOptions = {
  readonly request: LiveRequest;
  readonly join: JoinView;
  readonly contextOf: (actor: Actor) => Parameters<SharedView["read"]>[0];
  readonly onReset: () => void;
  readonly onPatch: () => void;
  readonly onError: (error: unknown) => string;
  readonly onClose: () => void;
};

/** One browser's stream. */
export type Viewer = {
  readonly userId: string;
  start(): Promise<void>;
  /** Reads the session and the access anew: ends the stream, or moves views to what may be seen now. */
  reexamine(): Promise<void>;
  heartbeat(chunk: Buffer): void;
  views(): number;
  bye(reason: "draining" | "done"): void;
  close(): void;
};

type Joined = JoinedView & { leave: () => void };

export function createViewer(options: ViewerOptions): Viewer {
  const { request } = options;
  const state: ViewerState = {
    actor: request.actor,
    wanted: new Set(),
    joined: new Map(),
    behind: new Set(),
    closed: false,
    turn: Promise.resolve(),
  };
  const bye: Viewer["bye"] = (reason) => {
    if (!state.closed) request.sink.write(encodeBye(reason));
    close(options, state);
  };
  return {
    userId: request.actor.userId,
    start: () =>
      inTurn(state, async () => {
        for (const subscription of request.subscriptions) await subscribe(options, state, subscription);
        if (request.once) bye("done");
      }),
    reexamine: () => inTurn(state, () => reexamine(options, state)),
    heartbeat: (chunk) => {
      if (!state.closed && state.behind.size === 0) request.sink.write(chunk);
    },
    views: () => state.joined.size,
    bye,
    close: () => close(options, state),
  };
}

type Wanted = LiveSubscription;

type ViewerState = {
  actor: Actor;
  /** All views of the stream, also those that are refused for now. */
  readonly wanted: Set<string>;
  readonly joined: Map<string, Joined>;
  /** Views with patches that were not sent because too much was waiting. */
  readonly behind: Set<string>;
  closed: boolean;
  /** The end of what is being done to the stream; the next step waits for it. */
  turn: Promise<void>;
};

/** One step after the other: two that overlap would send a view twice, or not at all. */
function inTurn(state: ViewerState, step: () => Promise<void>): Promise<void> {
  const done = state.turn.then(() => (state.closed ? undefined : step()));
  state.turn = done.catch(() => undefined);
  return done;
}

function close(options: ViewerOptions, state: ViewerState): void {
  if (state.closed) return;
  state.closed = true;
  for (const { leave } of state.joined.values()) leave();
  state.joined.clear();
  options.request.sink.end();
  options.onClose();
}

/** @param quiet a view that was refused before is not refused again in words */
async function subscribe(options: ViewerOptions, state: ViewerState, wanted: Wanted, quiet = false): Promise<void> {
  const { sink } = options.request;
  state.wanted.add(wanted.view);
  try {
    const joined = await options.join(state.actor, wanted.view);
    await joined.shared.read(options.contextOf(state.actor));
    const latest = joined.shared.latest();
    if (state.closed || !latest) return;
    // From here to `follow` nothing is awaited: no step can fall between the snapshot and the first patch.
    const missed = wanted.revision === undefined ? undefined : joined.shared.since(wanted.revision);
    if (missed) sink.write(encodeDelta(wanted.view, missed));
    else if (wanted.revision !== latest.reading.revision) sink.write(latest.encode(wanted.view));
    follow(options, state, wanted.view, joined);
  } catch (error) {
    if (!state.closed && !quiet) sink.write(encodeRefused(wanted.view, options.onError(error)));
  }
}

function follow(options: ViewerOptions, state: ViewerState, view: string, target: JoinedView): void {
  state.joined.get(view)?.leave();
  const again = () => void inTurn(state, () => reexamine(options, state)).catch(() => close(options, state));
  const leave = target.shared.subscribe({
    context: () => options.contextOf(state.actor),
    deliver: (encode) => {
      const sent = send(options, state, view, encode(view));
      if (sent) options.onPatch();
    },
    outgrown: again,
    gone: (error) => {
      state.joined.get(view)?.leave();
      state.joined.delete(view);
      if (!state.closed) options.request.sink.write(encodeRefused(view, options.onError(error)));
    },
  });
  state.joined.set(view, { ...target, leave });
}

/** Writes, or remembers that this view fell behind. */
function send(options: ViewerOptions, state: ViewerState, view: string, chunk: Buffer): boolean {
  if (state.closed) return false;
  const { sink } = options.request;
  if (state.behind.has(view)) return false;
  if (sink.pending() <= MAX_PENDING_BYTES) {
    sink.write(chunk);
    return true;
  }
  if (state.behind.size === 0) sink.onceDrained(() => void inTurn(state, () => catchUp(options, state)));
  state.behind.add(view);
  return false;
}

async function catchUp(options: ViewerOptions, state: ViewerState): Promise<void> {
  const views = [...state.behind];
  state.behind.clear();
  for (const view of views) await resend(options, state, view);
}

/** A reset and the present answer. Patches of this view before it are of no use any more. */
async function resend(options: ViewerOptions, state: ViewerState, view: string): Promise<void> {
  const joined = state.joined.get(view);
  if (!joined || state.closed) return;
  joined.leave();
  state.joined.delete(view);
  options.request.sink.write(encodeReset(view));
  options.onReset();
  await subscribe(options, state, { view });
}

async function reexamine(options: ViewerOptions, state: ViewerState): Promise<void> {
  const actor = await options.request.reauthenticate();
  if (state.closed) return;
  if (!actor) {
    options.request.sink.write(encodeBye("signed-out"));
    return close(options, state);
  }
  state.actor = actor;
  for (const view of state.wanted) await reexamineView(options, state, view);
}

async function reexamineView(options: ViewerOptions, state: ViewerState, view: string): Promise<void> {
  const joined = state.joined.get(view);
  if (!joined) return subscribe(options, state, { view }, true);
  const next = await options.join(state.actor, view).catch(() => undefined);
  if (state.joined.get(view) === joined && next?.shareKey !== joined.shareKey) await resend(options, state, view);
}
