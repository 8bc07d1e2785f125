import type { UsageCache } from "../admission/pod-usage.ts";
import type { DemoClock } from "../clock/hand-clock.ts";
import type { ResourceTable } from "../kinds/resource-table.ts";
import type { SeededRandom } from "../random/seeded-random.ts";
import type { Store } from "../store/store.ts";

/** What every part of one simulated cluster shares. */
export type ClusterState = {
  slug: string;
  clock: DemoClock;
  random: SeededRandom;
  store: Store;
  resources: ResourceTable;
  usage: UsageCache;
  /** Whether writes are booked in the managed fields; a scenario's past is not, for speed. */
  bookFields: { on: boolean };
};

/** Who writes, and how. */
export type Write = {
  /** Field manager, for example `kubectl-edit` or `kube-controller-manager`. */
  manager: string;
  dryRun?: boolean;
  subresource?: string;
  /** The managed fields are already set (server-side apply). */
  applied?: boolean;
  /** The status of a new object is taken from the input: only scenarios that set up a past do this. */
  withStatus?: boolean;
  /** Creation time of a new object; default now. */
  createdAt?: number;
};

export type DeleteOptions = {
  propagationPolicy?: string;
  orphanDependents?: boolean;
  gracePeriodSeconds?: number;
  preconditions?: { uid?: string; resourceVersion?: string };
  dryRun?: boolean;
};
