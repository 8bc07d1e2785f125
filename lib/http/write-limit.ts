import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** Counts requests of one process that may change something, per person. */
export type WriteLimit = {
  /** @returns the seconds to wait, or undefined when the request may go on. */
  begin(userId: string): Promise<number | undefined>;
};

const WRITES_PER_MINUTE = 120;

/** Far above what a person at a screen does, far below what hurts. */
export function createWriteLimit(perMinute = WRITES_PER_MINUTE): WriteLimit {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return {
    begin: async (userId) => {
      try {
        await limiter.consume(userId);
        return undefined;
      } catch (result) {
        if (!(result instanceof RateLimiterRes)) throw result;
        return Math.max(1, Math.ceil(result.msBeforeNext / 1000));
      }
    },
  };
}
