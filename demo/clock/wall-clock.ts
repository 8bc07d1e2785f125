import type { DemoClock } from "./hand-clock.ts";
import { sleepOn } from "./sleep-on.ts";

/** The real time. Timers do not keep the process alive. */
export function wallClock(): DemoClock {
  const after = (ms: number, fn: () => void): (() => void) => {
    const timer = setTimeout(fn, Math.min(Math.max(ms, 0), 2 ** 31 - 1));
    timer.unref();
    return () => clearTimeout(timer);
  };
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after,
    sleep: (ms, signal) => sleepOn(after, ms, signal),
  };
}
