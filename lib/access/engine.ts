import type { Clock } from "#lib/core/clock";
import { failure } from "#lib/core/errors";
import type { Log } from "#lib/core/log";
import { type AccessRecords, buildSnapshot, emptySnapshot } from "./build-snapshot.ts";
import { type AccessSnapshot, nextChange } from "./snapshot.ts";

/** Where the engine learns who may do what. `lib/access/open-engine.ts` reads it from the database. */
export type AccessSource = {
  /** @param now epoch milliseconds. @returns undefined for somebody unknown. */
  load(userId: string, now: number): Promise<AccessRecords | undefined>;
  /** The present epochs of those users that exist. */
  epochs(userIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
};

export type AccessEngine = {
  /**
   * What the user may do, at most a second old.
   * @param epoch the user's epoch where the caller has just read it (an `Actor` made for this request): anything older
   * is read again.
   * @throws `unavailable` when it cannot be known.
   */
  snapshotOf(userId: string, epoch?: number): Promise<AccessSnapshot>;
  /**
   * Called with the users whose access changed, began, ended or cannot be known, within about a second. Open streams
   * ask for their scope again then, and end when they get none. Returns the unsubscribe function.
   */
  onAccessChange(listener: (userIds: ReadonlySet<string>) => void): () => void;
  /** Looks for changes now instead of within a second; call it after the commit of a change. */
  refresh(): Promise<void>;
  /** Watches for changes until `stop`. */
  start(): void;
  stop(): void;
};

/** How old knowledge may be, in milliseconds. Less than the second in which a revoked grant must be gone. */
const FRESH_MS = 800;
/** Knowledge about people who have not asked for so long is dropped. */
const FORGET_MS = 15 * 60_000;
/** A look for changes that takes longer has failed. */
const POLL_MS = 2_000;
/** After so long without an answer, open streams are told. */
const LOST_MS = 5_000;

type Entry = {
  snapshot: AccessSnapshot;
  /** Monotonic time of the last proof that `snapshot.epoch` is current. */
  verifiedAt: number;
  usedAt: number;
  /** Wall time at which a grant next starts or ends. */
  boundary: number | undefined;
};

type State = {
  readonly source: AccessSource;
  readonly clock: Clock;
  readonly log: Log;
  readonly entries: Map<string, Entry>;
  readonly loading: Map<string, { readonly asked: number; readonly snapshot: Promise<AccessSnapshot> }>;
  readonly listeners: Set<(userIds: ReadonlySet<string>) => void>;
  lastPollAt: number;
  saidLost: boolean;
};

/** Makes the engine of one process. It keeps no decision, only what decisions are made of, checked each second. */
export function createAccessEngine(options: { source: AccessSource; clock: Clock; log: Log }): AccessEngine {
  const state: State = {
    ...options,
    entries: new Map(),
    loading: new Map(),
    listeners: new Set(),
    lastPollAt: options.clock.monotonic(),
    saidLost: false,
  };
  let stopTimer: (() => void) | undefined;
  let running = false;
  const tick = async () => {
    await poll(state);
    if (running) stopTimer = options.clock.after(FRESH_MS, tick);
  };
  return {
    snapshotOf: (userId, epoch) => snapshotOf(state, userId, epoch),
    onAccessChange: (listener) => {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
    refresh: () => poll(state),
    start: () => {
      if (running) return;
      running = true;
      stopTimer = options.clock.after(FRESH_MS, tick);
    },
    stop: () => {
      running = false;
      stopTimer?.();
    },
  };
}

async function snapshotOf(state: State, userId: string, epoch: number | undefined): Promise<AccessSnapshot> {
  const now = state.clock.monotonic();
  const entry = state.entries.get(userId);
  if (entry && now - entry.verifiedAt <= FRESH_MS && (epoch ?? 0) <= entry.snapshot.epoch) {
    entry.usedAt = now;
    return entry.snapshot;
  }
  const pending = state.loading.get(userId);
  if (pending && now - pending.asked <= FRESH_MS) {
    const snapshot = await pending.snapshot;
    if ((epoch ?? 0) <= snapshot.epoch) return snapshot;
  }
  const loading = { asked: now, snapshot: load(state, userId) };
  state.loading.set(userId, loading);
  try {
    return await loading.snapshot;
  } finally {
    if (state.loading.get(userId) === loading) state.loading.delete(userId);
  }
}

async function load(state: State, userId: string): Promise<AccessSnapshot> {
  const asked = state.clock.monotonic();
  const wall = state.clock.now();
  try {
    const records = await state.source.load(userId, wall);
    const snapshot = records ? buildSnapshot(records) : emptySnapshot(userId);
    store(state, snapshot, asked, wall);
    return snapshot;
  } catch (cause) {
    state.log.error({ err: cause, userId }, "access could not be read, so it is denied");
    throw failure("unavailable", undefined, { cause });
  }
}

/** Keeps the newer of two answers that overtook each other. */
function store(state: State, snapshot: AccessSnapshot, asked: number, wall: number): void {
  const before = state.entries.get(snapshot.userId);
  if (before && before.verifiedAt > asked) return;
  const boundary = nextChange([...snapshot.bindings, ...[...snapshot.teamRegions.values()].flat()], wall);
  state.entries.set(snapshot.userId, { snapshot, verifiedAt: asked, usedAt: asked, boundary });
  if (before === undefined) return;
  // The next poll will not see a boundary that passed since `before` was read: it compares with this new one.
  const ended = before.boundary !== undefined && before.boundary <= wall;
  if (ended || before.snapshot.epoch !== snapshot.epoch) notify(state, new Set([snapshot.userId]));
}

/** Compares epochs, forgets what is old, and tells listeners who is affected. Never throws. */
async function poll(state: State): Promise<void> {
  const asked = state.clock.monotonic();
  forgetUnused(state, asked);
  const userIds = [...state.entries.keys()];
  try {
    const epochs = userIds.length === 0 ? new Map<string, number>() : await inTime(state, state.source.epochs(userIds));
    state.lastPollAt = asked;
    state.saidLost = false;
    const changed = userIds.filter((userId) => !confirm(state, userId, epochs.get(userId), asked));
    notify(state, new Set(changed));
  } catch (error) {
    onPollFailure(state, error);
  }
}

/** A database that has silently gone must not hold up the next look. */
function inTime<T>({ clock }: State, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(POLL_MS, () => reject(new Error(`no answer within ${POLL_MS} ms`)));
    void answer.then(resolve, reject).finally(cancel);
  });
}

/** Whoever is forgotten is told like a change: an open stream of theirs asks again, and is known again then. */
function forgetUnused(state: State, asked: number): void {
  const unused = [...state.entries].filter(([, entry]) => asked - entry.usedAt > FORGET_MS).map(([userId]) => userId);
  for (const userId of unused) state.entries.delete(userId);
  notify(state, new Set(unused));
}

/** @returns false when what is known about the user is no longer true; it is dropped then. */
function confirm(state: State, userId: string, epoch: number | undefined, asked: number): boolean {
  const entry = state.entries.get(userId);
  if (!entry || entry.verifiedAt > asked) return true;
  const ended = entry.boundary !== undefined && entry.boundary <= state.clock.now();
  if ((epoch ?? 0) !== entry.snapshot.epoch || ended) {
    state.entries.delete(userId);
    return false;
  }
  entry.verifiedAt = asked;
  return true;
}

function onPollFailure(state: State, error: unknown): void {
  state.log.warn({ err: error }, "access epochs could not be read");
  if (state.saidLost || state.clock.monotonic() - state.lastPollAt < LOST_MS) return;
  state.saidLost = true;
  notify(state, new Set(state.entries.keys()));
  state.entries.clear();
}

function notify(state: State, userIds: ReadonlySet<string>): void {
  if (userIds.size === 0) return;
  for (const listener of state.listeners) {
    try {
      listener(userIds);
    } catch (error) {
      state.log.error({ err: error }, "a listener to access changes failed");
    }
  }
}
