import type { Scope } from "#lib/access/types";
import type { Context } from "#lib/context";
import type { Clock } from "#lib/core/clock";
import { failure, hasCode } from "#lib/core/errors";
import type { Log } from "#lib/core/log";
import { createDeltaRing, type DeltaRing } from "./delta-ring.ts";
import { type Delta, diffAnswers } from "./diff-answers.ts";
import { encodeDelta, encodeSnapshot } from "./encode-events.ts";
import { encodeOnce } from "./encode-once.ts";
import type { LiveView, ViewAdmission } from "./hub.ts";
import { type Serialised, serialiseAnswer } from "./serialise-answer.ts";

/** Shortest pause between two computations of one view, in milliseconds. */
const MIN_INTERVAL_MS = 250;
const MAX_INTERVAL_MS = 5_000;
/** A view may use about a twentieth of the event loop: the pause grows with what a computation costs. */
const COST_FACTOR = 20;
/** Sentences hold ages ("for 4 min"), so no answer is kept longer than this. */
const MAX_AGE_MS = 15_000;

export type Subscriber = {
  /** Whose sight the computation uses; asked at each computation. */
  context(): Context;
  /** Something changed; `encode` gives the bytes for the id by which the subscriber names the view. */
  deliver(encode: (view: string) => Buffer): void;
  /** This viewer's sight is not that of the view any more. */
  outgrown(): void;
  /** What it shows is not there any more. */
  gone(error: unknown): void;
};

/** One computation for all viewers who may see the same. */
export type SharedView = {
  /** Sight of the viewers who share it, as of the last computation. */
  scope(): Scope;
  /** The present answer; computed for `ctx` unless what is in memory still holds. */
  read(ctx: Context): Promise<Serialised>;
  /** The last answer made, if any, and its bytes as an event. */
  latest(): { reading: Serialised; encode: (view: string) => Buffer } | undefined;
  /** What happened after a revision; undefined: take a snapshot. */
  since(revision: string): Delta | undefined;
  subscribe(subscriber: Subscriber): () => void;
  /** A cluster it shows has changed: the answer in memory is good for a moment more. */
  touch(): void;
  /** What it rests on has changed (inventory, grants): the answer in memory is not to be used again. */
  invalidate(): void;
  /** Monotonic milliseconds of the last use; for forgetting views nobody looks at. */
  usedAt(): number;
  watched(): boolean;
  close(): void;
};

export type SharedViewOptions = {
  readonly view: LiveView;
  readonly params: unknown;
  readonly key: string;
  readonly scope: Scope;
  readonly clock: Clock;
  readonly log: Log;
  readonly onComputed: () => void;
};

type State = {
  scope: Scope;
  readonly ring: DeltaRing;
  readonly subscribers: Set<Subscriber>;
  reading: Serialised | undefined;
  encodeSnapshot: (view: string) => Buffer;
  pending: Promise<Serialised> | undefined;
  dirty: boolean;
  /** The answer in memory must not be used again. */
  invalid: boolean;
  computedAt: number;
  cost: number;
  usedAt: number;
  cancelTimer: (() => void) | undefined;
  closed: boolean;
};

export function createSharedView(options: SharedViewOptions): SharedView {
  const state = initialState(options);
  return {
    scope: () => state.scope,
    read: (ctx) => read(options, state, ctx),
    latest: () => state.reading && { reading: state.reading, encode: state.encodeSnapshot },
    since: (revision) => state.ring.since(revision),
    subscribe: (subscriber) => {
      state.subscribers.add(subscriber);
      schedule(options, state);
      return () => state.subscribers.delete(subscriber);
    },
    touch: () => {
      state.dirty = true;
      schedule(options, state);
    },
    invalidate: () => {
      state.dirty = true;
      state.invalid = true;
      schedule(options, state);
    },
    usedAt: () => state.usedAt,
    watched: () => state.subscribers.size > 0,
    close: () => {
      state.closed = true;
      state.cancelTimer?.();
    },
  };
}

function initialState({ scope, clock }: SharedViewOptions): State {
  return {
    scope,
    ring: createDeltaRing(),
    subscribers: new Set(),
    reading: undefined,
    encodeSnapshot: () => Buffer.alloc(0),
    pending: undefined,
    dirty: false,
    invalid: false,
    computedAt: Number.NEGATIVE_INFINITY,
    cost: 0,
    usedAt: clock.monotonic(),
    cancelTimer: undefined,
    closed: false,
  };
}

async function read(options: SharedViewOptions, state: State, ctx: Context): Promise<Serialised> {
  state.usedAt = options.clock.monotonic();
  const age = state.usedAt - state.computedAt;
  const goodFor = state.dirty ? interval(state) : MAX_AGE_MS;
  if (state.reading && !state.invalid && age < goodFor) return state.reading;
  return renew(options, state, ctx);
}

/** One computation at a time; whoever asks meanwhile gets its answer. */
function renew(options: SharedViewOptions, state: State, ctx: Context): Promise<Serialised> {
  state.pending ??= compute(options, state, ctx).finally(() => {
    state.pending = undefined;
    schedule(options, state);
  });
  return state.pending;
}

async function compute(options: SharedViewOptions, state: State, ctx: Context): Promise<Serialised> {
  const { view, params, clock } = options;
  const admission = await mustStillFit(options, ctx);
  state.dirty = false;
  state.invalid = false;
  const started = clock.monotonic();
  state.scope = admission.scope;
  const answer = await view.load(ctx, params).catch((error: unknown) => {
    state.dirty = true;
    throw error;
  });
  await mustStillFit(options, ctx);
  const next = serialiseAnswer(answer);
  state.computedAt = clock.monotonic();
  state.cost = state.computedAt - started;
  options.onComputed();
  publish(state, next);
  return next;
}

function publish(state: State, next: Serialised): void {
  const previous = state.reading;
  const delta = previous && diffAnswers(previous, next);
  if (previous && !delta) return;
  state.reading = next;
  state.encodeSnapshot = encodeOnce((view) => encodeSnapshot(view, next));
  if (!previous || !delta) return;
  state.ring.push(previous.revision, delta);
  const encode = encodeOnce((view) => encodeDelta(view, delta));
  for (const subscriber of [...state.subscribers]) subscriber.deliver(encode);
}

/**
 * Access may have changed since this viewer joined, even while the answer was made. An answer made with another sight
 * than the key names must reach nobody.
 */
async function mustStillFit({ view, params, key }: SharedViewOptions, ctx: Context): Promise<ViewAdmission> {
  const admission = await view.admit(ctx, params).catch((cause: unknown) => {
    if (hasCode(cause, "not_found") || hasCode(cause, "forbidden")) throw outgrown();
    throw cause;
  });
  if (admission.shareKey !== key) throw outgrown();
  return admission;
}

function outgrown() {
  return failure("conflict", "Access changed while this was being read.");
}

/** Plans the next computation: soon when something changed, at the end of the answer's age otherwise. */
function schedule(options: SharedViewOptions, state: State): void {
  state.cancelTimer?.();
  state.cancelTimer = undefined;
  if (state.closed || state.subscribers.size === 0 || state.pending) return;
  const due = state.computedAt + (state.dirty ? interval(state) : MAX_AGE_MS);
  const wait = Math.max(0, due - options.clock.monotonic());
  state.cancelTimer = options.clock.after(wait, () => void refresh(options, state));
}

function interval(state: State): number {
  return Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, state.cost * COST_FACTOR));
}

async function refresh(options: SharedViewOptions, state: State): Promise<void> {
  for (const subscriber of [...state.subscribers]) {
    try {
      // Whatever its age: a timer may fire a moment early, and nobody would set the next one.
      await renew(options, state, subscriber.context());
      return;
    } catch (error) {
      if (hasCode(error, "not_found")) return goneForAll(state, error);
      if (hasCode(error, "conflict")) subscriber.outgrown();
      else options.log.warn({ err: error, view: options.view.name }, "a live view could not be computed");
    }
  }
  state.computedAt = options.clock.monotonic();
  schedule(options, state);
}

function goneForAll(state: State, error: unknown): void {
  state.reading = undefined;
  for (const subscriber of [...state.subscribers]) subscriber.gone(error);
}
