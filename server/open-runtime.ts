import { join } from "node:path";
import { openAccessEngine } from "#lib/access/open-engine";
import { createSignInThrottle } from "#lib/auth/sign-in-throttle";
import { addressPolicyOf } from "#lib/clusters/address-policy";
import { readHeldCredentials } from "#lib/clusters/read-held-credentials";
import { reconcileFleet } from "#lib/clusters/reconcile-fleet";
import { systemClock } from "#lib/core/clock";
import type { Env } from "#lib/core/env";
import type { Log } from "#lib/core/log";
import { systemRandom } from "#lib/core/random";
import { type BackgroundRewrap, rewrapInBackground } from "#lib/credentials/rewrap-in-background";
import { openDatabase } from "#lib/db/open-database";
import { createMetrics } from "#lib/http/metrics";
import { createWriteLimit } from "#lib/http/write-limit";
import { openFleet } from "#lib/kubernetes/open-fleet";
import { createLiveHub } from "#lib/live/create-live-hub";
import { LIVE_VIEWS } from "#lib/live-views";
import { type Runtime, setRuntime } from "#lib/runtime";
import { registerGauges } from "./register-gauges.ts";

export type OpenedRuntime = { readonly runtime: Runtime; close(): Promise<void> };

/**
 * Opens everything that the process shares, in order of need: database, access, fleet, live views. Clusters are
 * connected in the background: none of them is waited for.
 * @throws when the database cannot be opened or migrated
 */
export async function openRuntime(env: Env, log: Log): Promise<OpenedRuntime> {
  const clock = systemClock;
  const dir = join(env.WHEELHOUSE_DIR, "database");
  const db = await openDatabase({ url: env.DATABASE_URL, dir, log, clock });
  const access = openAccessEngine({ db, clock, log });
  const fleet = openFleet({ clock, random: systemRandom, log, addressPolicy: addressPolicyOf(env) });
  const live = createLiveHub({ views: LIVE_VIEWS, runtime: () => runtime, clock, log });
  const metrics = createMetrics();
  const runtime: Runtime = { env, clock, random: systemRandom, log, db, access, fleet, live, metrics, ready: true };
  runtime.throttle = createSignInThrottle();
  runtime.writeLimit = createWriteLimit();
  fleet.subscribe(live.fleetChanged);
  access.onAccessChange(live.accessChanged);
  registerGauges(runtime);
  runtime.reconciler = reconcileFleet(runtime, { held: await readHeldCredentials(runtime) });
  setRuntime(runtime);
  const rewrap = rewrapInBackground(runtime);
  return { runtime, close: () => closeRuntime(runtime, rewrap) };
}

async function closeRuntime(runtime: Runtime, rewrap: BackgroundRewrap): Promise<void> {
  runtime.ready = false;
  await rewrap.stop();
  await runtime.reconciler?.stop();
  await runtime.fleet.stop();
  runtime.access.stop();
  setRuntime(undefined);
  await runtime.db.close();
}
