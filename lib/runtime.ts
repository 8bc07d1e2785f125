import type { AccessEngine } from "#lib/access/engine";
import type { SignInThrottle } from "#lib/auth/sign-in-throttle";
import type { Clock } from "#lib/core/clock";
import type { Env } from "#lib/core/env";
import type { Log } from "#lib/core/log";
import type { Random } from "#lib/core/random";
import type { Database } from "#lib/db/open-database";
import type { Metrics } from "#lib/http/metrics";
import type { WriteLimit } from "#lib/http/write-limit";
import type { Fleet } from "#lib/kubernetes/types/fleet";
import type { LiveHub } from "#lib/live/hub";

/** Connects what the inventory says, and nothing else. Never waits for a cluster. */
export type FleetReconciler = {
  /** Makes the fleet equal to the inventory now: after each change of it. */
  reconcile(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * What one process shares. `server/main.ts` makes it once and puts it on `globalThis`, because pages, routes and the
 * server load separate instances of every module.
 */
export type Runtime = {
  readonly env: Env;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly db: Database;
  readonly access: AccessEngine;
  readonly fleet: Fleet;
  readonly live: LiveHub;
  readonly metrics: Metrics;
  /** Counts failed sign-ins of this process; without it nobody can sign in with a password. */
  throttle?: SignInThrottle;
  /** Counts changes per person; absent where a test needs no limit. */
  writeLimit?: WriteLimit;
  /** Keeps the fleet equal to the inventory; absent where a test needs no clusters. */
  reconciler?: FleetReconciler;
  /** False until the database is open and migrated, and again when it closes. */
  ready: boolean;
  /** The process has been asked to end: it still serves, but wants no new work. */
  draining?: boolean;
};

const KEY = Symbol.for("wheelhouse.runtime");

type Holder = { [KEY]?: Runtime };

export function setRuntime(runtime: Runtime | undefined): void {
  (globalThis as Holder)[KEY] = runtime;
}

/** The process's runtime. @throws when the server has not opened it (a page rendered outside `server/main.ts`). */
export function runtime(): Runtime {
  const current = (globalThis as Holder)[KEY];
  if (!current) throw new Error("The runtime is not open: start Wheelhouse by server/main.ts.");
  return current;
}
