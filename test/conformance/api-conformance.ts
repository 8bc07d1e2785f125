import { accessSuite } from "./api/access.ts";
import { fleetSuite } from "./api/fleet.ts";
import { formatSuite } from "./api/formats.ts";
import { listSuite } from "./api/lists.ts";
import { narrowFleetSuite } from "./api/narrow-fleet.ts";
import { patchSuite } from "./api/patches.ts";
import { quotaSuite } from "./api/quotas.ts";
import { watchSuite } from "./api/watches.ts";
import { workloadSuite } from "./api/workloads.ts";
import { writeSuite } from "./api/writes.ts";
import type { Bench } from "./bench.ts";

/** What a cluster must do for the product's own client, whether it is simulated or real. */
export function apiConformance(bench: () => Bench): void {
  for (const suite of [listSuite, watchSuite, formatSuite, writeSuite, patchSuite, accessSuite]) suite(bench);
  for (const suite of [workloadSuite, quotaSuite, fleetSuite, narrowFleetSuite]) suite(bench);
}
