import type { Store } from "../store/store.ts";
import type { Condition, KubeObject, OwnerReference } from "../types/object.ts";
import type { Pod } from "../types/workloads.ts";
import { clone } from "../util/json.ts";

export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(({ controller }) => controller);
}

export function ownerReference(owner: KubeObject): OwnerReference {
  const { name, uid } = owner.metadata;
  return { apiVersion: owner.apiVersion, kind: owner.kind, name, uid, controller: true, blockOwnerDeletion: true };
}

/** Objects of one resource that a controller owns. */
export function ownedObjects<T extends KubeObject>(store: Store, owner: KubeObject, resource: string): T[] {
  const { uid, namespace } = owner.metadata;
  return store
    .ownedBy(uid)
    .filter((located) => located.resource === resource && controllerOf(located.object)?.uid === uid)
    .map(({ object }) => store.get(resource, namespace, object.metadata.name) as T)
    .filter((object) => object !== undefined);
}

export function conditionOf(conditions: readonly Condition[] | undefined, type: string): Condition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

/** The conditions with one of them set; its transition time moves only when its status changes. */
export function withCondition(conditions: readonly Condition[] | undefined, next: Condition): Condition[] {
  const all = clone([...(conditions ?? [])]);
  const index = all.findIndex(({ type }) => type === next.type);
  const old = all[index];
  if (!old) return [...all, next];
  if (old.status === next.status && old.lastTransitionTime)
    next = { ...next, lastTransitionTime: old.lastTransitionTime };
  all[index] = next;
  return all;
}

export function withoutCondition(conditions: readonly Condition[] | undefined, type: string): Condition[] {
  return (conditions ?? []).filter((condition) => condition.type !== type);
}

export function isActive(pod: Pod): boolean {
  return pod.status.phase !== "Succeeded" && pod.status.phase !== "Failed" && !pod.metadata.deletionTimestamp;
}

export function isReady(pod: Pod): boolean {
  return conditionOf(pod.status.conditions, "Ready")?.status === "True";
}

/** Whether a pod has been ready for `minReadySeconds`. */
export function isAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  const ready = conditionOf(pod.status.conditions, "Ready");
  if (ready?.status !== "True") return false;
  if (minReadySeconds === 0) return true;
  return Date.parse(ready.lastTransitionTime ?? "") + minReadySeconds * 1000 <= now;
}
