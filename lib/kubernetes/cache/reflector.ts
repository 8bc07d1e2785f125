import type { Clock } from "#lib/core/clock";
import type { Random } from "#lib/core/random";
import { isExpired, isInvalid, isKubeError, isTooManyRequests, isUnauthorized } from "../api/errors.ts";
import { kubeError } from "../api/kube-error.ts";
import type { UnreachableReason } from "../types/connection.ts";
import { type Backoff, createBackoff } from "./backoff.ts";
import { childAbort } from "./child-abort.ts";
import { classifyFailure } from "./classify-failure.ts";
import type { ColdListLimiter, Permit } from "./cold-list-limiter.ts";
import { explainFailure } from "./explain-failure.ts";
import { createPager, type Pager } from "./pager.ts";
import { readGeneration } from "./read-generation.ts";
import { isInitialEventsEnd, resourceVersionOf } from "./read-watch-event.ts";
import type { ReflectorSource, WatchEvent } from "./reflector-source.ts";
import { startWatchdog } from "./watchdog.ts";
import { createYielder } from "./yielder.ts";

/** Silence before the initial list is complete. */
const QUIET_INITIAL_MS = 30_000;
/** Servers send bookmarks about once a minute; where they do, this much silence is a stall. */
const QUIET_LIVE_MS = 150_000;
/** What a server may be late in closing a watch after its `timeoutSeconds`. */
const CLOSE_GRACE_MS = 15_000;
/** A watch that ends so soon was not served: reopening at once would be a hot loop. */
const SHORTEST_WATCH_MS = 1_000;
/** Failures to follow from one resource version after which only a new list helps. */
const MOST_RESUMES = 5;
/** Watch-lists in a row that the server could not complete after which pages are read. */
const MOST_BROKEN_WATCH_LISTS = 2;

export type ReflectorStatus = {
  readonly state: "starting" | "live" | "stale";
  readonly reason: UnreachableReason | undefined;
  readonly message: string | undefined;
};

export type GenerationSink = { put(object: unknown): void; commit(): void };

/** Where a reflector writes. A generation becomes visible with `commit`; changes outside one are visible at once. */
export type ReflectorSink = {
  put(object: unknown): void;
  remove(object: unknown): void;
  begin(): GenerationSink;
  onStatus(status: ReflectorStatus): void;
};

export type ReflectorDeps = {
  readonly cluster: string;
  readonly source: ReflectorSource;
  readonly sink: ReflectorSink;
  readonly clock: Clock;
  readonly random: Random;
  readonly limiter: ColdListLimiter;
  /** Turn among cold lists; lower first. */
  readonly priority: () => number;
  /** Shared by the reflectors of one cluster: whether it serves watch-lists. */
  readonly features: { watchList: boolean };
  /** Waits `ms`, and longer while the connection knows that it has no cluster to talk to. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
};

/**
 * Keeps one collection equal to the server's: list, then watch, for ever. The rules are those of client-go's
 * `tools/cache/reflector.go`; resource versions are opaque and only handed back. Lists ask for the newest state (no
 * resource version), so that a relist never goes back in time.
 */
export class Reflector {
  readonly #deps: ReflectorDeps;
  readonly #backoff: Backoff;
  readonly #pager: Pager;
  #resourceVersion: string | undefined;
  #status: ReflectorStatus = { state: "starting", reason: undefined, message: undefined };
  #watchList = true;
  #brokenWatchLists = 0;
  #periodicBookmarks = false;
  #failuresInRow = 0;
  #synced = false;
  #heardAt: number | undefined;

  constructor(deps: ReflectorDeps) {
    this.#deps = deps;
    this.#backoff = createBackoff(deps.random);
    this.#pager = createPager(deps.source, () => this.#failure("server-error", "The list does not end."));
  }

  /** Epoch milliseconds of the last sign that the rows are current. */
  get heardAt(): number | undefined {
    return this.#heardAt;
  }

  /**
   * Runs until the cluster says that this collection is not for us.
   * @throws the signal's reason when it aborts.
   */
  async run(signal: AbortSignal): Promise<"forbidden" | "unsupported"> {
    for (;;) {
      signal.throwIfAborted();
      try {
        if (this.#resourceVersion !== undefined) await this.#follow(this.#resourceVersion, signal);
        else if (this.#watchList && this.#deps.features.watchList) await this.#streamList(signal);
        else await this.#pagedList(signal);
      } catch (error) {
        signal.throwIfAborted();
        const failure = classifyFailure(error);
        if (failure === "forbidden" || failure === "unsupported") return failure;
        await this.#recover(error, failure === "relist", signal);
      }
    }
  }

  async #recover(error: unknown, relist: boolean, signal: AbortSignal): Promise<void> {
    const { clock, features, pause } = this.#deps;
    if (this.#resourceVersion === undefined && this.#watchList && isInvalid(error)) {
      // Not only here: reflectors that asked at the same time come by as well, and this one must not ask again.
      this.#watchList = false;
      features.watchList = false;
      return;
    }
    this.#failuresInRow++;
    if (relist || this.#failuresInRow > MOST_RESUMES) this.#resourceVersion = undefined;
    // One lost stream is no news: most of them are back within a second.
    if (this.#failuresInRow > 1 || !this.#synced) this.#fail(error);
    const asked = isKubeError(error) ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
    await pause(Math.max(asked, this.#backoff.next(clock.monotonic())), signal);
  }

  /** The initial list as a stream of events, followed by the changes on the same stream. */
  async #streamList(signal: AbortSignal): Promise<void> {
    const permit = await this.#deps.limiter.acquire(this.#deps.priority(), signal);
    const writer = this.#deps.sink.begin();
    try {
      await this.#watch({ resourceVersion: undefined, initial: { writer, permit } }, signal);
    } finally {
      permit.release();
    }
  }

  async #pagedList(signal: AbortSignal): Promise<void> {
    const writer = this.#deps.sink.begin();
    const resourceVersion = await readGeneration({ ...this.#deps, pager: this.#pager }, writer, signal);
    this.#complete(writer, resourceVersion);
  }

  async #follow(resourceVersion: string, signal: AbortSignal): Promise<void> {
    const began = this.#deps.clock.monotonic();
    const events = await this.#watch({ resourceVersion, initial: undefined }, signal);
    if (events === 0 && this.#deps.clock.monotonic() - began < SHORTEST_WATCH_MS)
      throw this.#failure("reset", "The watch was closed at once.");
  }

  /** Opens a watch and applies it until it ends. @returns how many events came. */
  async #watch(options: WatchOptions, signal: AbortSignal): Promise<number> {
    const { clock, random, source } = this.#deps;
    const timeoutSeconds = 300 + Math.floor(random() * 301);
    const { controller, dispose } = childAbort(signal);
    const phase = { initial: options.initial };
    const watchdog = startWatchdog({
      clock,
      quietLimit: () => this.#quietLimit(phase.initial !== undefined),
      deadline: timeoutSeconds * 1000 + CLOSE_GRACE_MS,
      onStall: () => controller.abort(this.#failure("timeout", "The watch stayed open but said nothing.")),
    });
    try {
      const query = { resourceVersion: options.resourceVersion, sendInitialEvents: !!options.initial, timeoutSeconds };
      const events = source.watch(query, controller.signal, () => {
        if (!phase.initial) this.#live();
      });
      const count = await this.#consume(events, phase, watchdog.touch, controller.signal);
      controller.signal.throwIfAborted();
      if (phase.initial) throw this.#cutShort();
      return count;
    } catch (error) {
      if (phase.initial) this.#doubtWatchList(error, controller.signal.aborted);
      throw controller.signal.aborted ? controller.signal.reason : error;
    } finally {
      watchdog.stop();
      dispose();
      controller.abort();
    }
  }

  /** Where etcd does not report its progress, an API server accepts watch-lists and can complete none. */
  #doubtWatchList(error: unknown, stalled: boolean): void {
    const refused = isKubeError(error) && error.status !== undefined;
    const passing = isExpired(error) || isTooManyRequests(error) || isUnauthorized(error);
    if (refused && !passing) this.#brokenWatchLists++;
    if (stalled || this.#brokenWatchLists >= MOST_BROKEN_WATCH_LISTS) this.#watchList = false;
  }

  #cutShort(): Error {
    this.#brokenWatchLists++;
    return this.#failure("reset", "The list ended before it was complete.");
  }

  async #consume(
    events: AsyncIterable<WatchEvent>,
    phase: Phase,
    touch: () => void,
    signal: AbortSignal,
  ): Promise<number> {
    const rest = createYielder(this.#deps.clock);
    let count = 0;
    for await (const event of events) {
      // Events that came in one piece with those before are still handed out after the stream was given up.
      signal.throwIfAborted();
      touch();
      count++;
      if (phase.initial) this.#takeInitial(event, phase, phase.initial);
      else this.#take(event);
      await rest();
    }
    return count;
  }

  #takeInitial(event: WatchEvent, phase: Phase, { writer, permit }: Initial): void {
    permit.progress();
    if (event.type === "ADDED") writer.put(event.object);
    else if (event.type !== "BOOKMARK") {
      // A server that knows watch-lists sends nothing but ADDED before the end mark.
      this.#watchList = false;
      throw this.#failure("reset", "The cluster does not serve watch-lists.");
    } else if (isInitialEventsEnd(event.object)) {
      phase.initial = undefined;
      permit.release();
      this.#complete(writer, resourceVersionOf(event.object));
    }
  }

  #take(event: WatchEvent): void {
    this.#heardAt = this.#deps.clock.now();
    if (event.type === "BOOKMARK") this.#periodicBookmarks = true;
    else if (event.type === "DELETED") this.#deps.sink.remove(event.object);
    else this.#deps.sink.put(event.object);
    this.#resourceVersion = resourceVersionOf(event.object) ?? this.#resourceVersion;
  }

  #complete(writer: { commit(): void }, resourceVersion: string | undefined): void {
    if (!resourceVersion) throw this.#failure("server-error", "The list has no resource version.");
    writer.commit();
    this.#synced = true;
    this.#brokenWatchLists = 0;
    this.#resourceVersion = resourceVersion;
    this.#live();
  }

  #quietLimit(initial: boolean): number {
    if (initial) return QUIET_INITIAL_MS;
    return this.#periodicBookmarks ? QUIET_LIVE_MS : Number.POSITIVE_INFINITY;
  }

  #live(): void {
    this.#failuresInRow = 0;
    this.#heardAt = this.#deps.clock.now();
    this.#report({ state: "live", reason: undefined, message: undefined });
  }

  #fail(error: unknown): void {
    this.#report({ state: this.#synced ? "stale" : "starting", ...explainFailure(error) });
  }

  #report(status: ReflectorStatus): void {
    const { state, reason, message } = this.#status;
    if (state === status.state && reason === status.reason && message === status.message) return;
    this.#status = status;
    this.#deps.sink.onStatus(status);
  }

  #failure(unreachable: UnreachableReason, message: string): Error {
    return kubeError({ cluster: this.#deps.cluster, message, unreachable });
  }
}

type Initial = { readonly writer: GenerationSink; readonly permit: Permit };
type Phase = { initial: Initial | undefined };
type WatchOptions = { readonly resourceVersion: string | undefined; readonly initial: Initial | undefined };
