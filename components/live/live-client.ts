import type { Clock } from "#lib/core/clock";
import type { Random } from "#lib/core/random";
import { LIVE_EVENTS } from "#lib/live/format";
import type { LiveMessage } from "./apply-message.ts";
import { reconnectDelay } from "./backoff.ts";
import type { Place } from "./take-place.ts";

/** Where the stream stands, as the dot in the top bar shows it. `polling`: asks every few seconds, for want of a place. */
export type LiveStatus = "idle" | "connecting" | "live" | "polling" | "reconnecting" | "paused" | "ended";

/** The part of the browser's EventSource that is used. */
export type LiveSource = {
  addEventListener(type: string, listener: (event: { data?: string }) => void): void;
  close(): void;
};

export type LiveClientOptions = {
  open: (url: string) => LiveSource;
  /** Asks for one of the browser's streams; calls back when it is held, unless it was at once. */
  takePlace: (onTaken: () => void) => Place;
  clock: Clock;
  random: Random;
  /** Runs once before the next frame is drawn. */
  onFrame: (run: () => void) => void;
  /** The session has ended. */
  onSignedOut: () => void;
  /** Answers false when the server no longer knows the session. */
  checkSession: () => Promise<boolean>;
};

export type LiveListener = {
  /** All messages of one frame, in order. */
  onMessages: (messages: readonly LiveMessage[]) => void;
  /** The server no longer shows this view. */
  onRefused: (message: string) => void;
  /** The revision that the browser holds, to go on from. */
  revision: () => string | undefined;
};

export type LiveClient = {
  /** Streams a view until the returned function is called. */
  subscribe: (view: string, listener: LiveListener) => () => void;
  status: () => LiveStatus;
  onStatus: (listener: () => void) => () => void;
  /** Closes the stream while nobody looks, so that another tab may have it, and opens it again. */
  pause: () => void;
  resume: () => void;
  close: () => void;
};

type State = {
  status: LiveStatus;
  listeners: Map<string, Set<LiveListener>>;
  statusListeners: Set<() => void>;
  source: LiveSource | undefined;
  place: Place | undefined;
  attempt: number;
  queue: Map<string, LiveMessage[]>;
  cancelTimer: (() => void) | undefined;
};

/** How long the set of views must be still before the stream is opened anew: a page subscribes all its views at once. */
const SETTLE_MS = 30;

/** Until an answer that carries a new cookie has reached the browser, which the news from the stream can overtake. */
const COOKIE_MS = 500;

/** How often a tab without a place asks for what is new. */
export const POLL_MS = 5_000;

/** How long a tab waits for a place before it asks without one: a free one is given within a few milliseconds. */
const PLACE_MS = 200;

/** One event stream for all views of a browser tab, or a short one every few seconds while other tabs have all places. */
export function createLiveClient(options: LiveClientOptions): LiveClient {
  const state: State = {
    status: "idle",
    listeners: new Map(),
    statusListeners: new Set(),
    source: undefined,
    place: undefined,
    attempt: 0,
    queue: new Map(),
    cancelTimer: undefined,
  };
  return {
    subscribe: (view, listener) => subscribe(options, state, view, listener),
    status: () => state.status,
    onStatus(listener) {
      state.statusListeners.add(listener);
      return () => state.statusListeners.delete(listener);
    },
    pause: () => {
      if (state.status !== "ended") leave(state, "paused");
    },
    resume: () => {
      if (state.status === "paused") connect(options, state);
    },
    close: () => leave(state, "ended"),
  };
}

function subscribe(options: LiveClientOptions, state: State, view: string, listener: LiveListener): () => void {
  const known = state.listeners.get(view);
  if (known) known.add(listener);
  else {
    state.listeners.set(view, new Set([listener]));
    reopenSoon(options, state);
  }
  return () => {
    const listeners = state.listeners.get(view);
    listeners?.delete(listener);
    if (listeners?.size !== 0) return;
    state.listeners.delete(view);
    state.queue.delete(view);
    reopenSoon(options, state);
  };
}

/** The views of a stream are part of its address: a change of the set opens a new one. */
function reopenSoon(options: LiveClientOptions, state: State): void {
  if (state.status === "ended" || state.status === "paused") return;
  later(options, state, SETTLE_MS, () => connect(options, state));
}

function later(options: LiveClientOptions, state: State, ms: number, run: () => void): void {
  state.cancelTimer?.();
  state.cancelTimer = options.clock.after(ms, run);
}

function disconnect(state: State): void {
  state.cancelTimer?.();
  state.cancelTimer = undefined;
  state.source?.close();
  state.source = undefined;
}

/** Closes the stream and gives its place to another tab. */
function leave(state: State, status: "idle" | "paused" | "ended"): void {
  disconnect(state);
  state.place?.leave();
  state.place = undefined;
  setStatus(state, status);
}

function connect(options: LiveClientOptions, state: State): void {
  disconnect(state);
  if (state.listeners.size === 0) return void leave(state, "idle");
  setStatus(state, state.attempt === 0 ? "connecting" : "reconnecting");
  const asked = state.place !== undefined;
  state.place ??= options.takePlace(() => {
    if (state.status === "connecting" || state.status === "polling") connect(options, state);
  });
  const held = state.place.held();
  if (held || asked) openSource(options, state, !held);
  else later(options, state, PLACE_MS, () => connect(options, state));
}

/** @param once ends when what is new has been said */
function openSource(options: LiveClientOptions, state: State, once: boolean): void {
  const source = options.open(liveUrl(state, once));
  state.source = source;
  source.addEventListener("open", () => {
    if (state.source !== source) return;
    state.attempt = 0;
    if (!once) setStatus(state, "live");
  });
  source.addEventListener("error", () => {
    if (state.source === source) void retry(options, state);
  });
  for (const event of LIVE_EVENTS) {
    source.addEventListener(event, ({ data }) => {
      if (state.source === source && data !== undefined) receive(options, state, event, JSON.parse(data));
    });
  }
}

/** `view` names each view; `revision`, in the same order, what the browser already holds of it (may be empty). */
function liveUrl(state: State, once: boolean): string {
  const search = new URLSearchParams();
  for (const [view, listeners] of state.listeners) {
    search.append("view", view);
    search.append("revision", [...listeners][0]?.revision() ?? "");
  }
  if (once) search.append("once", "1");
  return `/live?${search}`;
}

async function retry(options: LiveClientOptions, state: State): Promise<void> {
  disconnect(state);
  setStatus(state, "reconnecting");
  const delay = reconnectDelay(state.attempt, options.random);
  state.attempt += 1;
  later(options, state, delay, () => connect(options, state));
  if (!(await options.checkSession())) end(options, state);
}

/** The stream's session is gone, but its browser may hold another one: after a new password, or signed in anew. */
function recheck(options: LiveClientOptions, state: State): void {
  disconnect(state);
  setStatus(state, "reconnecting");
  later(options, state, COOKIE_MS, () => {
    void options.checkSession().then((known) => {
      if (state.status === "reconnecting") return known ? connect(options, state) : end(options, state);
    });
  });
}

function end(options: LiveClientOptions, state: State): void {
  leave(state, "ended");
  options.onSignedOut();
}

/** All that is new was said; the next time is in a few seconds. */
function pollAgain(options: LiveClientOptions, state: State): void {
  disconnect(state);
  setStatus(state, "polling");
  later(options, state, POLL_MS, () => connect(options, state));
}

type Incoming = { view: string; message?: string; reason?: string };

function receive(options: LiveClientOptions, state: State, event: (typeof LIVE_EVENTS)[number], data: Incoming): void {
  if (event === "bye") {
    if (data.reason === "signed-out") recheck(options, state);
    else if (data.reason === "done") pollAgain(options, state);
    else void retry(options, state);
    return;
  }
  if (event === "refused") {
    for (const listener of state.listeners.get(data.view) ?? []) listener.onRefused(data.message ?? "");
    return;
  }
  // What waits is older than the snapshot that follows a reset.
  if (event === "reset") return void state.queue.delete(data.view);
  enqueue(options, state, data.view, { event, data } as unknown as LiveMessage);
}

/** Many messages in one frame cause one render. */
function enqueue(options: LiveClientOptions, state: State, view: string, message: LiveMessage): void {
  if (state.queue.size === 0) options.onFrame(() => flush(state));
  const waiting = state.queue.get(view);
  if (waiting) waiting.push(message);
  else state.queue.set(view, [message]);
}

function flush(state: State): void {
  const queue = [...state.queue];
  state.queue.clear();
  for (const [view, messages] of queue) {
    for (const listener of state.listeners.get(view) ?? []) listener.onMessages(messages);
  }
}

function setStatus(state: State, status: LiveStatus): void {
  if (state.status === status) return;
  state.status = status;
  for (const listener of state.statusListeners) listener();
}
