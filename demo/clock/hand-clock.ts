import { sleepOn } from "./sleep-on.ts";
import { TimerHeap } from "./timer-heap.ts";

/** Time as the demo fleet sees it; the same shape as the clock of the product, so that tests can share one. */
export type DemoClock = {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  monotonic(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  after(ms: number, fn: () => void): () => void;
};

export type HandClock = DemoClock & {
  /** Moves time forward and runs, in order, everything that falls due on the way. */
  advance(ms: number): void;
};

/** A clock that stands still until a test moves it. Starts on 2026-11-02 09:00 UTC unless told otherwise. */
export function handClock(start = Date.UTC(2026, 10, 2, 9)): HandClock {
  const heap = new TimerHeap();
  let now = start;
  const after = (ms: number, fn: () => void): (() => void) => {
    const timer = heap.add(now + Math.max(0, ms), fn);
    return () => {
      timer.cancelled = true;
    };
  };
  return {
    now: () => now,
    monotonic: () => now - start,
    after,
    sleep: (ms, signal) => sleepOn(after, ms, signal),
    advance: (ms) => {
      const end = now + ms;
      for (let next = heap.peek(); next && next.at <= end; next = heap.peek()) {
        heap.pop();
        now = Math.max(now, next.at);
        next.fn();
      }
      now = end;
    },
  };
}
