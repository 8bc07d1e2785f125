import { isTerminal } from "../admission/pod-usage.ts";
import type { ResourceInfo } from "../kinds/resource-info.ts";
import type { KubeObject, ObjectMeta } from "../types/object.ts";
import type { Namespace } from "../types/policy.ts";
import type { Pod } from "../types/workloads.ts";
import { timestamp } from "../util/time.ts";
import { apiErrors } from "./api-error.ts";
import type { ClusterState, DeleteOptions } from "./cluster-state.ts";
import { requireObject } from "./update-object.ts";

const PROTECTED_NAMESPACES = new Set(["default", "kube-system", "kube-public"]);

export type Deletion = { object: KubeObject; gone: boolean };

/** Deletes an object, or marks it when it must end gracefully or has finalizers. */
export function deleteObject(
  state: ClusterState,
  info: ResourceInfo,
  namespace: string | undefined,
  name: string,
  options: DeleteOptions,
): Deletion {
  const old = requireObject(state, info, namespace, name);
  checkPreconditions(info, old, options);
  if (info.key === "namespaces" && PROTECTED_NAMESPACES.has(name)) {
    throw apiErrors.forbidden(info, name, "this namespace may not be deleted");
  }
  const finalizers = finalizersFor(old, options);
  const grace = graceOf(info, old, options);
  const waits = finalizers.length > 0 || grace > 0 || info.key === "namespaces";
  if (!waits) {
    if (options.dryRun) return { object: old, gone: true };
    return { object: state.store.remove(info.key, namespace, name) ?? old, gone: true };
  }
  const marked = mark(state, info, old, grace, finalizers);
  return { object: options.dryRun ? marked : storeMark(state, info, old, marked), gone: false };
}

function checkPreconditions(info: ResourceInfo, old: KubeObject, { preconditions }: DeleteOptions): void {
  const { uid, resourceVersion } = preconditions ?? {};
  const failed = (what: string, asked: string, real: string) =>
    apiErrors.conflict(
      info,
      old.metadata.name,
      `Precondition failed: ${what} in precondition: ${asked}, ${what} in object meta: ${real}`,
    );
  if (uid && uid !== old.metadata.uid) throw failed("UID", uid, old.metadata.uid);
  if (resourceVersion && resourceVersion !== old.metadata.resourceVersion) {
    throw failed("ResourceVersion", resourceVersion, old.metadata.resourceVersion);
  }
}

function finalizersFor(old: KubeObject, { propagationPolicy, orphanDependents }: DeleteOptions): string[] {
  const finalizers = old.metadata.finalizers ?? [];
  const add = (name: string): string[] => (finalizers.includes(name) ? finalizers : [...finalizers, name]);
  if (propagationPolicy === "Foreground") return add("foregroundDeletion");
  if (propagationPolicy === "Orphan" || orphanDependents) return add("orphan");
  return finalizers;
}

function graceOf(info: ResourceInfo, old: KubeObject, { gracePeriodSeconds }: DeleteOptions): number {
  if (info.key !== "pods") return 0;
  const pod = old as Pod;
  if (!pod.spec.nodeName || isTerminal(pod)) return 0;
  return gracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30;
}

function mark(
  state: ClusterState,
  info: ResourceInfo,
  old: KubeObject,
  grace: number,
  finalizers: string[],
): KubeObject {
  const already = old.metadata.deletionTimestamp;
  const shorter = grace < (old.metadata.deletionGracePeriodSeconds ?? Number.POSITIVE_INFINITY);
  const metadata: ObjectMeta = {
    ...old.metadata,
    ...(finalizers.length > 0 ? { finalizers } : {}),
    ...(!already || shorter
      ? { deletionTimestamp: timestamp(state.clock.now() + grace * 1000), deletionGracePeriodSeconds: grace }
      : {}),
  };
  if (old.metadata.generation !== undefined && !already) metadata.generation = old.metadata.generation + 1;
  if (info.key !== "namespaces") return { ...old, metadata };
  const { deletionGracePeriodSeconds: _grace, ...rest } = metadata;
  return { ...(old as Namespace), metadata: rest, status: { ...(old as Namespace).status, phase: "Terminating" } };
}

function storeMark(state: ClusterState, info: ResourceInfo, old: KubeObject, marked: KubeObject): KubeObject {
  const same = old.metadata.deletionTimestamp && old.metadata.deletionTimestamp === marked.metadata.deletionTimestamp;
  return same && old.metadata.finalizers?.length === marked.metadata.finalizers?.length
    ? old
    : state.store.put(info.key, marked);
}
