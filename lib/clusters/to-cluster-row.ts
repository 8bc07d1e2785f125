import { freshnessSentence } from "#lib/access/freshness-sentence";
import type { ClusterFreshness } from "#lib/http/answer";
import type { CacheStatus, ClusterHandle } from "#lib/kubernetes/types/fleet";
import type { NodeRow, PodRow } from "#lib/kubernetes/types/rows";
import { collectNodeFacts, minorOf, type NodeFacts, withoutNames } from "./collect-node-facts.ts";
import { deriveClusterVerdict } from "./derive-cluster-verdict.ts";
import type { InventoryCluster } from "./read-inventory.ts";
import type { Capacity, ClusterRow } from "./schemas.ts";

/** What the viewer may know of one cluster, already filtered by their scope. */
export type ClusterSight = {
  readonly record: InventoryCluster;
  readonly handle: ClusterHandle | undefined;
  /** Where the pods of `pods` stand. Undefined: not connected. */
  readonly podStatus: CacheStatus | undefined;
  readonly freshness: ClusterFreshness;
  /** Undefined: the viewer may not know the nodes. */
  readonly nodes: readonly NodeRow[] | undefined;
  readonly pods: readonly PodRow[];
  readonly namespaces: number | undefined;
  /** `sums`: figures without names; `all`: a platform engineer. */
  readonly level: "scoped" | "sums" | "all";
  /** The newest minor version of the fleet in view. */
  readonly newestMinor: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
};

/**
 * One tile. Where no list has arrived yet, the last known figures of the inventory stand in, marked by the freshness.
 * @param options `raw`: says in the cluster's own words why it does not answer; for platform engineers only
 */
export function toClusterRow(sight: ClusterSight, options: { raw: boolean } = { raw: false }): ClusterRow {
  const { record, handle, nodes } = sight;
  const version = record.status?.k8sVersion ?? undefined;
  const expires = sight.level === "all" ? record.credentials[0]?.notAfter?.getTime() : undefined;
  const listed = hasList(sight.freshness);
  const facts = nodes === undefined || !hasList(handle?.status("Node")) ? undefined : collectNodeFacts(nodes);
  const known = sight.level === "scoped" ? undefined : record.status;
  return {
    key: record.id,
    id: record.id,
    slug: record.slug,
    displayName: record.displayName,
    environment: record.environment,
    provider: record.provider ?? undefined,
    region: record.region ?? undefined,
    groups: record.groups.map(({ group }) => group),
    verdict: verdictOf(sight, facts, { credentialExpiresAt: expires, ...options }),
    freshness: { ...sight.freshness, asOf: sight.freshness.asOf ?? record.status?.lastOkAt?.getTime() },
    version,
    versionBehind: version !== undefined && sight.newestMinor !== undefined && minorOf(version) !== sight.newestMinor,
    narrow: sight.level !== "scoped" && handle?.watchMode === "namespaces",
    nodes: facts?.total ?? known?.nodeCount ?? undefined,
    nodesNotReady: facts?.notReady.length,
    pods: listed ? sight.pods.length : (known?.podCount ?? undefined),
    namespaces: listed ? sight.namespaces : undefined,
    ...capacities(facts === undefined ? undefined : nodes, listed ? sight.pods : undefined),
    latencyMs: handle?.connection.health().latencyMs ?? record.status?.latencyMs ?? undefined,
    credentialExpiresAt: expires,
  };
}

type Judging = { readonly credentialExpiresAt: number | undefined; readonly raw: boolean };

function verdictOf(sight: ClusterSight, facts: NodeFacts | undefined, { credentialExpiresAt, raw }: Judging) {
  const { record, handle } = sight;
  const pods = sight.podStatus;
  const overall = sight.level === "all" ? handle?.overall() : undefined;
  const status = overall?.state === "forbidden" && pods?.state === "live" ? overall : pods;
  const ours = sight.freshness.message ?? (status && freshnessSentence(status));
  return deriveClusterVerdict({
    name: record.displayName,
    paused: record.state === "paused",
    state: status?.state,
    reason: status?.reason ?? handle?.connection.health().lastFailure?.reason,
    message: raw ? status?.message : ours,
    lastOkAt: sight.freshness.asOf ?? handle?.connection.health().lastOkAt ?? record.status?.lastOkAt?.getTime(),
    nodes: facts !== undefined && sight.level === "sums" ? withoutNames(facts) : facts,
    credentialExpiresAt,
    now: sight.now,
  });
}

/** Whether a list has ever arrived: without one, none is not zero. */
export function hasList(status: Pick<ClusterFreshness, "state"> | undefined): boolean {
  return status?.state === "live" || status?.state === "stale";
}

/** Requests of the visible pods that hold resources, against what the nodes offer. Absent parts stay absent. */
export function capacities(nodes: readonly NodeRow[] | undefined, pods: readonly PodRow[] | undefined) {
  const holding = pods?.filter((pod) => pod.phase !== "Succeeded" && pod.phase !== "Failed");
  const part = (allocatable: (node: NodeRow) => number | undefined, request: (pod: PodRow) => number): Capacity => ({
    allocatable: sumKnown(nodes?.map(allocatable)),
    requested: holding?.reduce((sum, pod) => sum + request(pod), 0),
  });
  return {
    cpu: part(
      (node) => node.cpuAllocatable,
      (pod) => pod.cpuRequest,
    ),
    memory: part(
      (node) => node.memoryAllocatable,
      (pod) => pod.memoryRequest,
    ),
    gpu: part(
      // A node that names none has none; that it is not known is for `nodes` to say.
      (node) => node.gpuAllocatable ?? 0,
      (pod) => pod.gpuRequest,
    ),
  };
}

/** The sum of what is known; undefined when nothing is. */
function sumKnown(values: readonly (number | undefined)[] | undefined): number | undefined {
  const known = values?.filter((value) => value !== undefined) ?? [];
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}
