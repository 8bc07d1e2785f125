import { addressPolicyOf } from "#lib/clusters/address-policy";
import { reconcileFleet } from "#lib/clusters/reconcile-fleet";
import type { Context } from "#lib/context";
import { systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import { systemRandom } from "#lib/core/random";
import { openFleet } from "#lib/kubernetes/open-fleet";
import type { Fleet } from "#lib/kubernetes/types/fleet";
import type { FleetReconciler } from "#lib/runtime";
import { type DemoFleet, startDemoFleet } from "../demo/start-demo-fleet.ts";
import { openTestDatabase, type TestDatabase } from "./open-test-database.ts";
import { quietRuntime, signedIn } from "./verb-context.ts";

/** A database, a fleet that follows it, simulated clusters to register, and a platform engineer. */
export type InventoryBench = {
  readonly db: TestDatabase;
  readonly fleet: Fleet;
  readonly demo: DemoFleet;
  readonly pat: Context;
  readonly reconciler: FleetReconciler;
  close(): Promise<void>;
};

export async function openInventoryBench(scenario: string, clusters = 1): Promise<InventoryBench> {
  const demo = await startDemoFleet({ scenario, clusters });
  const db = await openTestDatabase();
  const { env } = quietRuntime();
  if (env === undefined) throw new Error("The test runtime has no environment.");
  const shared = { clock: systemClock, random: systemRandom, log: silentLog };
  const fleet = openFleet({ ...shared, addressPolicy: addressPolicyOf(env) });
  const reconciler = reconcileFleet({ db, fleet, env, ...shared });
  const pat = await signedIn(db, "pat", "platform", { fleet, reconciler, random: systemRandom });
  return {
    db,
    fleet,
    demo,
    pat,
    reconciler,
    close: async () => {
      await reconciler.stop();
      await fleet.stop();
      await demo.stop();
      await db.close();
    },
  };
}
