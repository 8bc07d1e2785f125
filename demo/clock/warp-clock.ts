import type { DemoClock } from "./hand-clock.ts";
import { sleepOn } from "./sleep-on.ts";
import { TimerHeap } from "./timer-heap.ts";

/**
 * A cluster's own time. It starts in the past, is run forward at full speed to give the objects a history, and then
 * follows `base`. All of a cluster's timers share one timer of the base clock, so that an idle cluster costs little.
 */
export class WarpClock implements DemoClock {
  readonly #base: DemoClock;
  readonly #heap = new TimerHeap();
  #now: number;
  #live = false;
  #stopped = false;
  #cancelBase: (() => void) | undefined;
  #armedFor = Number.POSITIVE_INFINITY;
  #running = false;

  constructor(base: DemoClock, start: number) {
    this.#base = base;
    this.#now = start;
  }

  now(): number {
    return this.#live && !this.#running ? Math.max(this.#now, this.#base.now()) : this.#now;
  }

  monotonic(): number {
    return this.#base.monotonic();
  }

  get live(): boolean {
    return this.#live;
  }

  after(ms: number, fn: () => void): () => void {
    if (this.#stopped) return () => {};
    const timer = this.#heap.add(this.now() + Math.max(0, ms), fn);
    this.#arm();
    return () => {
      timer.cancelled = true;
    };
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return sleepOn((delay, fn) => this.after(delay, fn), ms, signal);
  }

  /** Runs everything due up to `time` at once. Only before `follow`. */
  runTo(time: number): void {
    this.#drain(time);
  }

  /** From here on time is that of the base clock. */
  follow(): void {
    this.#drain(this.#base.now());
    this.#live = true;
    this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelBase?.();
    this.#heap.clear();
  }

  #drain(end: number): void {
    this.#running = true;
    for (let next = this.#heap.peek(); next && next.at <= end; next = this.#heap.peek()) {
      this.#heap.pop();
      this.#now = Math.max(this.#now, next.at);
      next.fn();
    }
    this.#now = Math.max(this.#now, end);
    this.#running = false;
  }

  #arm(): void {
    if (!this.#live || this.#running || this.#stopped) return;
    const next = this.#heap.peek();
    if (!next || next.at >= this.#armedFor) return;
    this.#cancelBase?.();
    this.#armedFor = next.at;
    this.#cancelBase = this.#base.after(next.at - this.#base.now(), () => this.#fire());
  }

  #fire(): void {
    this.#armedFor = Number.POSITIVE_INFINITY;
    this.#cancelBase = undefined;
    this.#drain(this.#base.now());
    this.#arm();
  }
}
