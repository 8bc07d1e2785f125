import type { Random } from "#lib/core/random";

const FIRST_MS = 800;
const LONGEST_MS = 30_000;
const RESET_AFTER_MS = 120_000;

export type Backoff = {
  /** Milliseconds to wait after a failure at `now` (monotonic milliseconds). */
  next(now: number): number;
};

/**
 * Full-jitter exponential backoff, 0.8 s to 30 s, that starts over after two minutes without a failure: the figures
 * of client-go's reflector, and the jitter of https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.
 */
export function createBackoff(random: Random): Backoff {
  let failures = 0;
  let lastFailure = Number.NEGATIVE_INFINITY;
  return {
    next(now) {
      if (now - lastFailure > RESET_AFTER_MS) failures = 0;
      lastFailure = now;
      const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
      failures++;
      return random() * ceiling;
    },
  };
}
