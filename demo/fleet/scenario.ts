import type { WarpClock } from "../clock/warp-clock.ts";
import type { Fault, FaultKind } from "../faults/fault.ts";
import type { SeededRandom } from "../random/seeded-random.ts";
import type { ClusterState } from "../registry/cluster-state.ts";
import type { Writer } from "../registry/writer.ts";

/** What a scenario sees of the cluster it fills. */
export type ScenarioCluster = {
  slug: string;
  state: ClusterState;
  clock: WarpClock;
  random: SeededRandom;
  /** Writes as the team's deployment pipeline. */
  writer: Writer;
  /** When "now" is; the past is before it. Milliseconds. */
  start: number;
  /** Runs `fn` once, `ageMs` before the start; at once when that is before the cluster's own past. */
  before(ageMs: number, fn: () => void): void;
  /** Runs `fn` again and again from the start on. */
  every(periodMs: number, fn: () => void): void;
  setFault(fault: Fault): void;
  clearFault(kind: FaultKind): void;
};

export type ClusterSpec = {
  slug: string;
  /** Kubernetes version, with the `v`. */
  version?: string;
  /** Whether metrics.k8s.io is served; default true. */
  metrics?: boolean;
  /** Whether controllers, scheduler and kubelets run; default true. */
  controllers?: boolean;
  /** Whether the cluster's network can be taken away (`unreachable`); default true. */
  relay?: boolean;
  /** How far back the cluster's past goes; default 0. */
  historyMs?: number;
  /** Namespaces the portal's credential may read; absent: the whole cluster. */
  onlyNamespaces?: readonly string[];
  /** Puts the cluster's objects there, at the beginning of its past. */
  populate(cluster: ScenarioCluster): void;
};

export type Scenario = { name: string; seed: string; clusters: ClusterSpec[] };
