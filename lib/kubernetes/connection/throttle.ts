import type { Clock } from "#lib/core/clock";
import { kubeError } from "../api/kube-error.ts";

export type Throttle = {
  /** Waits until what the server asked for has passed. @throws KubeError `throttled` when that is longer than allowed */
  wait(path: string, signal: AbortSignal): Promise<void>;
  /** The server answered a read of this path with 429 and asked for a pause of so many seconds. */
  pause(path: string, seconds: number): void;
};

/**
 * A server that begins to shed load asks for a second. One that asks for more may mean one kind, whose watch cache is
 * still filling (k8s.io/apiserver pkg/storage/cacher, up to 30 s) while all others are served; or it has been shedding
 * load for a while (pkg/util/flowcontrol, up to 32 s), and then says so on each path.
 */
const EVERYTHING_SECONDS = 1;

/** Honours 429 with Retry-After per path, or for the whole connection: short pauses are waited out, long ones refuse. */
export function createThrottle(cluster: string, clock: Clock, maxWaitMs: number): Throttle {
  const paths = new Map<string, number>();
  let everything = Number.NEGATIVE_INFINITY;
  return {
    wait: async (path, signal) => {
      const until = Math.max(everything, paths.get(path) ?? Number.NEGATIVE_INFINITY);
      const left = until - clock.monotonic();
      if (left <= 0) return;
      if (left <= maxWaitMs) return clock.sleep(left, signal);
      throw refusal(cluster, Math.ceil(left / 1000));
    },
    pause: (path, seconds) => {
      const now = clock.monotonic();
      const until = now + seconds * 1000;
      for (const [known, end] of paths) if (end <= now) paths.delete(known);
      if (seconds <= EVERYTHING_SECONDS) everything = Math.max(everything, until);
      else paths.set(path, Math.max(until, paths.get(path) ?? until));
    },
  };
}

function refusal(cluster: string, seconds: number): Error {
  return kubeError({
    cluster,
    status: 429,
    reason: "TooManyRequests",
    unreachable: "throttled",
    message: `the cluster asked to wait ${seconds} s before the next request`,
    retryAfterSeconds: seconds,
  });
}
