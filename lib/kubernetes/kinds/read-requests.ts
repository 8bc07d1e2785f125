import { isGpuResource } from "./gpu-resource.ts";
import { parseAmount, parseCpu } from "./parse-quantity.ts";
import { type Fields, fieldsOf } from "./read-fields.ts";

/** CPU in millicores, memory in bytes, GPUs in pieces. */
export type ResourceSum = { cpu: number; memory: number; gpu: number };

/**
 * What one container (or a pod's `spec.resources`) asks for. A limit without a request is the request, as the API
 * server defaults it.
 */
export function readRequests(resources: unknown): ResourceSum {
  const { requests, limits } = fieldsOf(resources);
  const asked = fieldsOf(requests);
  const most = fieldsOf(limits);
  return {
    cpu: parseCpu(asked.cpu ?? most.cpu) ?? 0,
    memory: parseAmount(asked.memory ?? most.memory) ?? 0,
    gpu: gpuSum({ ...most, ...asked }),
  };
}

/** Whole GPUs and slices of a resource list. */
export function gpuSum(list: Fields): number {
  let sum = 0;
  for (const name of Object.keys(list)) if (isGpuResource(name)) sum += parseAmount(list[name]) ?? 0;
  return sum;
}

/**
 * The effective request of a pod: main containers and sidecars together, or more where an init container (beside the
 * sidecars started before it) needs more; `spec.resources` replaces both; `spec.overhead` is added.
 * https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function effectiveRequests(spec: Fields, main: readonly unknown[], init: readonly unknown[]): ResourceSum {
  const running = { cpu: 0, memory: 0, gpu: 0 };
  const sidecars = { cpu: 0, memory: 0, gpu: 0 };
  const peak = { cpu: 0, memory: 0, gpu: 0 };
  for (const container of main) add(running, readRequests(fieldsOf(container).resources));
  for (const entry of init) {
    const container = fieldsOf(entry);
    const request = readRequests(container.resources);
    add(request, sidecars);
    raise(peak, request);
    if (container.restartPolicy === "Always") add(sidecars, readRequests(container.resources));
  }
  add(running, sidecars);
  raise(running, peak);
  overrideByPod(running, spec.resources);
  add(running, readRequests({ requests: spec.overhead }));
  return running;
}

function overrideByPod(sum: ResourceSum, resources: unknown): void {
  const requests = fieldsOf(fieldsOf(resources).requests);
  sum.cpu = parseCpu(requests.cpu) ?? sum.cpu;
  sum.memory = parseAmount(requests.memory) ?? sum.memory;
}

function add(sum: ResourceSum, more: ResourceSum): void {
  sum.cpu += more.cpu;
  sum.memory += more.memory;
  sum.gpu += more.gpu;
}

function raise(sum: ResourceSum, least: ResourceSum): void {
  sum.cpu = Math.max(sum.cpu, least.cpu);
  sum.memory = Math.max(sum.memory, least.memory);
  sum.gpu = Math.max(sum.gpu, least.gpu);
}
