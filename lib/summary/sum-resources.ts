import { isGpuResource } from "#lib/kubernetes/kinds/gpu-resource";
import type { NodeRow, PodMetricsRow, PodRow, ResourceQuotaRow } from "#lib/kubernetes/types/rows";
import { sumQuotas } from "#lib/workloads/sum-quotas";
import { type MeasuredPod, measurePods } from "./measure-pods.ts";
import type { MeasuredPods, ResourceSums, TotalSums } from "./schemas.ts";

export type Parts = {
  /** Undefined: not known here, which is not the same as none. */
  readonly nodes?: readonly NodeRow[];
  readonly pods: readonly PodRow[];
  readonly quotas: readonly (ResourceQuotaRow & { readonly clusterId: string })[];
  /** The measured use of a pod. Undefined: nothing is measured. */
  readonly usageOf?: (pod: PodRow) => PodMetricsRow | undefined;
};

type PerResource<T> = { readonly cpu: T; readonly memory: T; readonly gpu: T };
export type AllSums = PerResource<ResourceSums>;

/** How a quota names a request. */
const REQUESTS = "requests.";

/** Adds up the three resources. Pods that have ended hold nothing. Pure. */
export function sumResources({ nodes, pods, quotas, usageOf }: Parts): AllSums & { measuredPods: MeasuredPods } {
  const { running, measured } = measurePods(pods, usageOf);
  // No figure where something runs is unknown; nothing that runs uses nothing.
  const useKnown = usageOf !== undefined && (measured.length > 0 || running.length === 0);
  const addMeasured = (value: (pod: MeasuredPod) => number) =>
    useKnown ? measured.reduce((sum, pod) => sum + value(pod), 0) : undefined;
  const holding = pods.filter((pod) => pod.phase !== "Succeeded" && pod.phase !== "Failed");
  const limits = sumQuotas(quotas);
  const gpus = limits.filter(
    ({ resource }) => resource.startsWith(REQUESTS) && isGpuResource(resource.slice(REQUESTS.length)),
  );
  const one = (
    allocatable: (node: NodeRow) => number | undefined,
    request: (pod: PodRow) => number,
    quota: readonly { used: number; hard: number }[],
    use?: (pod: MeasuredPod) => number,
  ): ResourceSums => ({
    // A node that names none of a resource offers none, as the scheduler counts.
    allocatable: nodes?.reduce((sum, node) => sum + (allocatable(node) ?? 0), 0),
    requested: holding.reduce((sum, pod) => sum + request(pod), 0),
    quota: sumKnown(quota.map(({ hard }) => hard)),
    quotaUsed: sumKnown(quota.map(({ used }) => used)),
    used: use && addMeasured(use),
    requestedWhereMeasured: use && addMeasured(({ pod }) => request(pod)),
  });
  const named = (name: string) => limits.filter(({ resource }) => resource === name);
  return {
    measuredPods: { running: running.length, measured: measured.length },
    cpu: one(
      (node) => node.cpuAllocatable,
      (pod) => pod.cpuRequest,
      named(`${REQUESTS}cpu`),
      ({ cpu }) => cpu,
    ),
    memory: one(
      (node) => node.memoryAllocatable,
      (pod) => pod.memoryRequest,
      named(`${REQUESTS}memory`),
      ({ memory }) => memory,
    ),
    gpu: one(
      (node) => node.gpuAllocatable,
      (pod) => pod.gpuRequest,
      gpus,
    ),
  };
}

/** The sums of several places: what is unknown everywhere stays unknown. */
export function addSums(list: readonly AllSums[]): AllSums {
  return perResource((pick) => add(list.map(pick)));
}

/** The sums of clusters, and apart what is requested in those whose capacity is known, to compare with it. */
export function addTotals(list: readonly AllSums[]): PerResource<TotalSums> {
  return perResource((pick) => {
    const sums = list.map(pick);
    const known = sums.filter(({ allocatable }) => allocatable !== undefined);
    return { ...add(sums), requestedWhereKnown: sumKnown(known.map(({ requested }) => requested)) };
  });
}

function perResource<T>(sum: (pick: (sums: AllSums) => ResourceSums) => T): PerResource<T> {
  return { cpu: sum(({ cpu }) => cpu), memory: sum(({ memory }) => memory), gpu: sum(({ gpu }) => gpu) };
}

function add(sums: readonly ResourceSums[]): ResourceSums {
  return {
    allocatable: sumKnown(sums.map(({ allocatable }) => allocatable)),
    requested: sumKnown(sums.map(({ requested }) => requested)),
    quota: sumKnown(sums.map(({ quota }) => quota)),
    quotaUsed: sumKnown(sums.map(({ quotaUsed }) => quotaUsed)),
    used: sumKnown(sums.map(({ used }) => used)),
    requestedWhereMeasured: sumKnown(sums.map(({ requestedWhereMeasured }) => requestedWhereMeasured)),
  };
}

function sumKnown(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}
