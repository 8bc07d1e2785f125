import type { ResourceInfo } from "../kinds/resource-info.ts";
import { assumedFields } from "../patch/assumed-fields.ts";
import { trackUpdate } from "../patch/managed-fields.ts";
import type { Dict, KubeObject, ObjectInput, ObjectMeta } from "../types/object.ts";
import { clone, equal } from "../util/json.ts";
import { timestamp } from "../util/time.ts";
import { apiErrors, invalid } from "./api-error.ts";
import type { ClusterState, Write } from "./cluster-state.ts";
import { applyDefaults } from "./defaults.ts";
import { hasGeneration } from "./has-generation.ts";
import { validateObject } from "./validate.ts";

const STALE = "the object has been modified; please apply your changes to the latest version and try again";

export function requireObject(
  state: ClusterState,
  info: ResourceInfo,
  namespace: string | undefined,
  name: string,
): KubeObject {
  const object = state.store.get(info.key, namespace, name);
  if (!object) throw apiErrors.notFound(info, name);
  return object;
}

/** Replaces an object or, by `write.subresource`, its status. Throws Conflict, Invalid and NotFound like the real one. */
export function updateObject(
  state: ClusterState,
  info: ResourceInfo,
  namespace: string | undefined,
  name: string,
  input: ObjectInput,
  write: Write,
): KubeObject {
  const old = requireObject(state, info, namespace, name);
  checkPreconditions(info, old, input);
  const next = write.subresource === "status" ? withStatus(old, input) : withSpec(state, info, old, input);
  if (sameContent(old, next) && !write.applied) return old;
  const problems = validateObject(info.key, info.resource, next, old);
  if (problems.length > 0) throw invalid(info.group, info.kind, name, problems);
  const managedFields = write.applied ? input.metadata.managedFields : trackWrite(state, old, next, write);
  if (write.applied && sameContent(old, next) && sameFields(old, managedFields)) return old;
  const final = { ...next, metadata: { ...next.metadata, ...(managedFields?.length ? { managedFields } : {}) } };
  if (write.dryRun) return final;
  const stored = state.store.put(info.key, final);
  return finishDeletion(state, info, stored);
}

function trackWrite(state: ClusterState, old: KubeObject, next: KubeObject, write: Write): ObjectMeta["managedFields"] {
  if (!state.bookFields.on) return old.metadata.managedFields;
  const before = withFields(old);
  return trackUpdate(before, next, {
    manager: write.manager,
    operation: "Update",
    time: timestamp(state.clock.now()),
    ...(write.subresource === "status" ? { subresource: "status" } : {}),
  });
}

/** The object with managed fields, also when nobody booked them so far. */
export function withFields(object: KubeObject): KubeObject {
  if (object.metadata.managedFields) return object;
  return { ...object, metadata: { ...object.metadata, managedFields: assumedFields(object) } };
}

function checkPreconditions(info: ResourceInfo, old: KubeObject, { metadata }: ObjectInput): void {
  const { name } = old.metadata;
  if (metadata.uid && metadata.uid !== old.metadata.uid) {
    throw apiErrors.conflict(
      info,
      name,
      `StorageError: invalid object, Code: 4, Key: ${name}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${metadata.uid}, UID in object meta: ${old.metadata.uid}`,
    );
  }
  if (metadata.resourceVersion && metadata.resourceVersion !== old.metadata.resourceVersion) {
    throw apiErrors.conflict(info, name, STALE);
  }
}

function withStatus(old: KubeObject, input: ObjectInput): KubeObject {
  return { ...old, status: clone(input.status) };
}

function withSpec(state: ClusterState, info: ResourceInfo, old: KubeObject, input: ObjectInput): KubeObject {
  const body = clone(input) as Dict;
  const metadata = { ...systemMetadata(old.metadata), ...userMetadata(input.metadata) } as ObjectMeta;
  const next = { ...body, apiVersion: old.apiVersion, kind: old.kind, metadata } as KubeObject;
  applyDefaults(info.key, next, state.random);
  if (info.subresources.includes("status")) {
    if (old.status === undefined) delete next.status;
    else next.status = old.status;
  }
  if (hasGeneration(info) && !equal(spec(old), spec(next))) {
    next.metadata = { ...metadata, generation: (old.metadata.generation ?? 0) + 1 };
  }
  return next;
}

function systemMetadata(metadata: ObjectMeta): Partial<ObjectMeta> {
  const { labels: _l, annotations: _a, ownerReferences: _o, finalizers: _f, ...system } = metadata;
  return system;
}

function userMetadata({ labels, annotations, ownerReferences, finalizers }: Partial<ObjectMeta>): Partial<ObjectMeta> {
  const given = { labels, annotations, ownerReferences, finalizers };
  return clone(Object.fromEntries(Object.entries(given).filter(([, value]) => value && Object.keys(value).length > 0)));
}

function spec(object: KubeObject): Dict {
  const { metadata: _metadata, status: _status, ...rest } = object;
  return rest;
}

function content(object: KubeObject): Dict {
  const { managedFields: _fields, resourceVersion: _version, ...metadata } = object.metadata;
  return { ...object, metadata };
}

const sameContent = (a: KubeObject, b: KubeObject): boolean => equal(content(a), content(b));

function sameFields(old: KubeObject, fields: ObjectMeta["managedFields"]): boolean {
  const strip = (entries: ObjectMeta["managedFields"]): Dict[] =>
    (entries ?? []).map((entry) => ({ ...entry, time: "" }));
  return equal(strip(old.metadata.managedFields), strip(fields));
}

/** An object that waits for its deletion goes as soon as its last finalizer does. */
function finishDeletion(state: ClusterState, info: ResourceInfo, object: KubeObject): KubeObject {
  const { deletionTimestamp, finalizers, name, namespace, deletionGracePeriodSeconds } = object.metadata;
  if (!deletionTimestamp || finalizers?.length || info.key === "namespaces") return object;
  if (info.key === "pods" && deletionGracePeriodSeconds !== 0) return object;
  return state.store.remove(info.key, namespace, name) ?? object;
}
