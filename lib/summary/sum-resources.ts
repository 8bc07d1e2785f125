import type { NodeRow, PodRow, ResourceQuotaRow } from "#lib/kubernetes/types/rows";
import { sumQuotas } from "#lib/workloads/sum-quotas";
import type { ResourceSums } from "./schemas.ts";

export type Parts = {
  /** Undefined: not known here, which is not the same as none. */
  readonly nodes?: readonly NodeRow[];
  readonly pods: readonly PodRow[];
  readonly quotas: readonly (ResourceQuotaRow & { readonly clusterId: string })[];
};

export type AllSums = { readonly cpu: ResourceSums; readonly memory: ResourceSums; readonly gpu: ResourceSums };

/** Adds up the three resources. Pods that have ended hold nothing. Pure. */
export function sumResources({ nodes, pods, quotas }: Parts): AllSums {
  const holding = pods.filter((pod) => pod.phase !== "Succeeded" && pod.phase !== "Failed");
  const limits = sumQuotas(quotas);
  const gpus = limits.filter(({ resource }) => /^requests\..+\/.*gpu/.test(resource));
  const one = (
    allocatable: (node: NodeRow) => number | undefined,
    request: (pod: PodRow) => number,
    quota: readonly { used: number; hard: number }[],
  ): ResourceSums => ({
    allocatable: sumKnown(nodes?.map(allocatable)),
    requested: holding.reduce((sum, pod) => sum + request(pod), 0),
    quota: sumKnown(quota.map(({ hard }) => hard)),
    quotaUsed: sumKnown(quota.map(({ used }) => used)),
  });
  const named = (name: string) => limits.filter(({ resource }) => resource === name);
  return {
    cpu: one(
      (node) => node.cpuAllocatable,
      (pod) => pod.cpuRequest,
      named("requests.cpu"),
    ),
    memory: one(
      (node) => node.memoryAllocatable,
      (pod) => pod.memoryRequest,
      named("requests.memory"),
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
  const add = (pick: (sums: AllSums) => ResourceSums): ResourceSums => ({
    allocatable: sumKnown(list.map((sums) => pick(sums).allocatable)),
    requested: sumKnown(list.map((sums) => pick(sums).requested)),
    quota: sumKnown(list.map((sums) => pick(sums).quota)),
    quotaUsed: sumKnown(list.map((sums) => pick(sums).quotaUsed)),
  });
  return { cpu: add((sums) => sums.cpu), memory: add((sums) => sums.memory), gpu: add((sums) => sums.gpu) };
}

function sumKnown(values: readonly (number | undefined)[] | undefined): number | undefined {
  const known = values?.filter((value) => value !== undefined) ?? [];
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}
