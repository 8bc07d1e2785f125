import type { KubeObject } from "../types/object.ts";
import type { PersistentVolumeClaim, Service } from "../types/policy.ts";
import type { Container, Pod, PodSpec } from "../types/workloads.ts";
import { addQuantities, parseQuantity, type Quantity } from "../util/quantity.ts";

export type Usage = Map<string, Quantity>;

const ONE: Quantity = { value: 1, binary: false };

function addAll(total: Usage, resources: Record<string, string> | undefined): void {
  for (const [name, value] of Object.entries(resources ?? {})) {
    const quantity = parseQuantity(value);
    if (quantity) total.set(name, addQuantities(total.get(name), quantity));
  }
}

/** Effective requests or limits of a pod: the sum of its containers, at least the largest init container. */
export function podResources(spec: PodSpec, side: "requests" | "limits"): Usage {
  const total: Usage = new Map();
  for (const container of spec.containers) addAll(total, container.resources?.[side]);
  for (const container of spec.initContainers ?? []) raiseTo(total, container, side);
  return total;
}

function raiseTo(total: Usage, container: Container, side: "requests" | "limits"): void {
  for (const [name, value] of Object.entries(container.resources?.[side] ?? {})) {
    const quantity = parseQuantity(value);
    if (quantity && quantity.value > (total.get(name)?.value ?? 0)) total.set(name, quantity);
  }
}

export function isTerminal(pod: Pod): boolean {
  return pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";
}

/** Usage by pod spec; a spec never changes in place, and most writes to a pod keep it. */
export type UsageCache = WeakMap<PodSpec, Usage>;

function podUsage(pod: Pod, cache: UsageCache): Usage {
  if (isTerminal(pod)) return new Map([["count/pods", ONE]]);
  const known = cache.get(pod.spec);
  if (known) return known;
  const usage = activeUsage(pod);
  cache.set(pod.spec, usage);
  return usage;
}

function activeUsage(pod: Pod): Usage {
  const usage: Usage = new Map([["count/pods", ONE]]);
  usage.set("pods", ONE);
  for (const [name, quantity] of podResources(pod.spec, "requests")) {
    usage.set(`requests.${name}`, quantity);
    if (name === "cpu" || name === "memory" || name === "ephemeral-storage") usage.set(name, quantity);
  }
  for (const [name, quantity] of podResources(pod.spec, "limits")) usage.set(`limits.${name}`, quantity);
  return usage;
}

/** What one object counts against a quota, by the quota's resource names. */
export function usageOf(key: string, object: KubeObject, cache: UsageCache): Usage {
  if (key === "pods") return podUsage(object as Pod, cache);
  const usage: Usage = new Map([[`count/${key}`, ONE]]);
  if (["services", "configmaps", "secrets", "persistentvolumeclaims", "resourcequotas"].includes(key))
    usage.set(key, ONE);
  if (key === "persistentvolumeclaims") {
    const { spec } = object as PersistentVolumeClaim;
    const storage = parseQuantity(spec.resources?.requests?.storage);
    if (storage) usage.set("requests.storage", storage);
  }
  if (key === "services") {
    const { type } = (object as Service).spec;
    if (type === "LoadBalancer") usage.set("services.loadbalancers", ONE);
    if (type === "LoadBalancer" || type === "NodePort") usage.set("services.nodeports", ONE);
  }
  return usage;
}
