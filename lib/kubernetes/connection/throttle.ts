import type { Clock } from "#lib/core/clock";
import { kubeError } from "../api/kube-error.ts";

export type Throttle = {
  /** Waits until the server's Retry-After has passed. @throws KubeError `throttled` when that is longer than allowed */
  wait(signal: AbortSignal): Promise<void>;
  /** The server asked for a pause of this many seconds. */
  pause(seconds: number): void;
};

/** Honours 429 with Retry-After for a whole connection: short pauses are waited out, long ones refuse at once. */
export function createThrottle(cluster: string, clock: Clock, maxWaitMs: number): Throttle {
  let until = Number.NEGATIVE_INFINITY;
  return {
    wait: async (signal) => {
      const left = until - clock.monotonic();
      if (left <= 0) return;
      if (left <= maxWaitMs) return clock.sleep(left, signal);
      const seconds = Math.ceil(left / 1000);
      const message = `the cluster asked to wait ${seconds} s before the next request`;
      throw kubeError({
        cluster,
        status: 429,
        reason: "TooManyRequests",
        unreachable: "throttled",
        message,
        retryAfterSeconds: seconds,
      });
    },
    pause: (seconds) => {
      until = Math.max(until, clock.monotonic() + seconds * 1000);
    },
  };
}
