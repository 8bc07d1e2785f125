import type { Runtime } from "#lib/runtime";
import { readKeyRing } from "./key-ring.ts";
import { rewrapCredentials } from "./rewrap-credentials.ts";

export type BackgroundRewrap = { stop(): Promise<void> };

/**
 * Moves stored credentials to the current key after a start, so that rotating a key is: put the new one first in
 * WHEELHOUSE_ENCRYPTION_KEYS, restart, and take the old one away once the log says that all were moved. With several
 * processes on one database, add the new key in second place everywhere first: all must be able to open what one moves.
 * Never throws; what fails is logged and tried again at the next start.
 */
export function rewrapInBackground(runtime: Pick<Runtime, "db" | "env" | "log">): BackgroundRewrap {
  const { db, env, log } = runtime;
  const stopping = new AbortController();
  const run = async () => {
    const ring = readKeyRing(env.WHEELHOUSE_ENCRYPTION_KEYS);
    const { rewrapped, skipped } = await rewrapCredentials({ db, ring, signal: stopping.signal });
    if (skipped.length > 0) log.warn({ skipped }, "credentials whose key is not in the environment stay as they are");
    if (rewrapped > 0) log.info({ rewrapped, keyId: ring.currentId }, "credentials moved to the current key");
  };
  const running = run().catch((error: unknown) => {
    if (!stopping.signal.aborted) log.error({ err: error }, "credentials could not be moved to the current key");
  });
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
