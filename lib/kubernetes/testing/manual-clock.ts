import type { Clock } from "#lib/core/clock";

export type ManualClock = Clock & {
  /** Moves time on and runs what is due, in order. */
  advance(ms: number): void;
  /** Milliseconds until each pending timer, the next one first. */
  pending(): readonly number[];
};

type Timer = { at: number; fn: () => void };

/** A clock that stands still until a test moves it. */
export function manualClock(start = 1_800_000_000_000): ManualClock {
  let elapsed = 0;
  const timers = new Set<Timer>();
  const next = () => [...timers].sort((a, b) => a.at - b.at)[0];
  const after: Clock["after"] = (ms, fn) => {
    const timer = { at: elapsed + ms, fn };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  return {
    now: () => start + elapsed,
    monotonic: () => elapsed,
    after,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const cancel = after(ms, resolve);
        signal?.addEventListener("abort", () => {
          cancel();
          reject(signal.reason);
        });
      }),
    advance: (ms) => {
      const end = elapsed + ms;
      for (let timer = next(); timer !== undefined && timer.at <= end; timer = next()) {
        timers.delete(timer);
        elapsed = Math.max(elapsed, timer.at);
        timer.fn();
      }
      elapsed = end;
    },
    pending: () => [...timers].map(({ at }) => at - elapsed).sort((a, b) => a - b),
  };
}
