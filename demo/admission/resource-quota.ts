import { apiErrors, type Target } from "../registry/api-error.ts";
import type { ClusterState } from "../registry/cluster-state.ts";
import type { KubeObject } from "../types/object.ts";
import type { ResourceQuota } from "../types/policy.ts";
import type { Pod, ResourceList } from "../types/workloads.ts";
import { addQuantities, formatQuantity, parseQuantity, quantityValue } from "../util/quantity.ts";
import { type Usage, usageOf } from "./pod-usage.ts";

/** What counting needs of a cluster. */
export type Counted = Pick<ClusterState, "store" | "usage">;

const COUNTED = ["pods", "services", "configmaps", "secrets", "persistentvolumeclaims"];

/** Store keys whose objects a quota's resource names count. */
export function countedKeys(hard: ResourceList): Set<string> {
  const keys = new Set<string>();
  for (const name of Object.keys(hard)) {
    if (name.startsWith("count/")) keys.add(name.slice("count/".length));
    else if (name.startsWith("services")) keys.add("services");
    else if (name === "requests.storage") keys.add("persistentvolumeclaims");
    else if (COUNTED.includes(name)) keys.add(name);
    else keys.add("pods");
  }
  return keys;
}

/** What a quota's namespace uses now, for each of its hard limits. */
export function quotaUsage({ store, usage }: Counted, namespace: string, hard: ResourceList): ResourceList {
  const total: Usage = new Map();
  for (const key of countedKeys(hard)) {
    for (const object of store.list(key, namespace)) {
      for (const [name, quantity] of usageOf(key, object, usage)) {
        if (name in hard) total.set(name, addQuantities(total.get(name), quantity));
      }
    }
  }
  const zero = (name: string) => ({ value: 0, binary: parseQuantity(hard[name])?.binary ?? false });
  return Object.fromEntries(Object.keys(hard).map((name) => [name, formatQuantity(total.get(name) ?? zero(name))]));
}

const COMPUTE = /^(?:(requests|limits)\.)?(cpu|memory)$/;

/** Compute resources that a quota limits must be set on every container. */
function missing(pod: Pod, hard: ResourceList): string | undefined {
  const parts = Object.keys(hard)
    .sort()
    .flatMap((name) => {
      const match = COMPUTE.exec(name);
      if (!match) return [];
      const side = match[1] === "limits" ? "limits" : "requests";
      const without = pod.spec.containers.filter(({ resources }) => !resources?.[side]?.[match[2] ?? ""]);
      return without.length > 0 ? [`${name} for: ${without.map((container) => container.name).join(",")}`] : [];
    });
  return parts.length > 0 ? parts.join("; ") : undefined;
}

const print = (names: string[], value: (name: string) => string): string =>
  names.map((name) => `${name}=${value(name)}`).join(",");

/**
 * Refuses an object that would take its namespace over a quota, with the text of the API server's quota plugin.
 * Returns the quotas whose use changes.
 */
export function checkQuotas(state: Counted, key: string, target: Target, object: KubeObject): ResourceQuota[] {
  const namespace = object.metadata.namespace ?? "";
  const touched: ResourceQuota[] = [];
  const added = usageOf(key, object, state.usage);
  for (const quota of state.store.list("resourcequotas", namespace) as ResourceQuota[]) {
    const hard = quota.spec.hard ?? {};
    if (!countedKeys(hard).has(key)) continue;
    const name = quota.metadata.name;
    const lacking = key === "pods" ? missing(object as Pod, hard) : undefined;
    if (lacking)
      throw apiErrors.forbidden(target, object.metadata.name, `failed quota: ${name}: must specify ${lacking}`);
    const used = quotaUsage(state, namespace, hard);
    const over = Object.keys(hard)
      .filter((resource) => {
        const more = added.get(resource)?.value ?? 0;
        return more > 0 && quantityValue(used[resource]) + more > quantityValue(hard[resource]) + 1e-9;
      })
      .sort();
    if (over.length > 0) {
      const requested = print(over, (resource) => formatQuantity(added.get(resource) ?? { value: 0, binary: false }));
      const limits = `used: ${print(over, (r) => used[r] ?? "0")}, limited: ${print(over, (r) => hard[r] ?? "0")}`;
      throw apiErrors.forbidden(
        target,
        object.metadata.name,
        `exceeded quota: ${name}, requested: ${requested}, ${limits}`,
      );
    }
    touched.push(quota);
  }
  return touched;
}
