import { applyLimitRanges } from "../admission/limit-range.ts";
import { checkQuotas } from "../admission/resource-quota.ts";
import { syncQuotaStatus } from "../admission/sync-quota-status.ts";
import { apiVersionOf, type ResourceInfo } from "../kinds/resource-info.ts";
import { trackUpdate } from "../patch/managed-fields.ts";
import type { KubeObject, ManagedField, ObjectInput, ObjectMeta } from "../types/object.ts";
import type { Namespace } from "../types/policy.ts";
import type { Pod } from "../types/workloads.ts";
import { clone } from "../util/json.ts";
import { timestamp } from "../util/time.ts";
import { apiErrors, invalid } from "./api-error.ts";
import type { ClusterState, Write } from "./cluster-state.ts";
import { applyDefaults, initialStatus } from "./defaults.ts";
import { hasGeneration } from "./has-generation.ts";
import { admitPodSpec, qosClass } from "./pod-defaults.ts";
import { validateObject } from "./validate.ts";

/** Creates an object: metadata, defaults, validation, admission, managed fields. Throws an ApiError like the real one. */
export function createObject(
  state: ClusterState,
  info: ResourceInfo,
  namespace: string | undefined,
  input: ObjectInput,
  write: Write,
): KubeObject {
  const name = nameFor(state, info, input);
  if (namespace) requireNamespace(state, info, namespace, name);
  if (state.store.get(info.key, namespace, name)) throw apiErrors.alreadyExists(info, name);
  const draft = prepare(state, info, namespace, name, input, write);
  const object = info.key === "pods" ? applyLimitRanges(state.store, info, admitPod(draft, state)) : draft;
  const problems = validateObject(info.key, info.resource, object, undefined);
  if (problems.length > 0) throw invalid(info.group, info.kind, name, problems);
  const quotas = namespace ? checkQuotas(state, info.key, info, object) : [];
  const managedFields = write.applied ? input.metadata.managedFields : bookCreation(state, object, write);
  const final = { ...object, metadata: { ...object.metadata, ...(managedFields ? { managedFields } : {}) } };
  if (write.dryRun) return { ...final, metadata: { ...final.metadata, resourceVersion: "" } };
  const stored = state.store.put(info.key, final);
  if (namespace && quotas.length > 0 && state.bookFields.on) syncQuotaStatus(state, namespace);
  return stored;
}

function bookCreation(state: ClusterState, object: KubeObject, { manager }: Write): ManagedField[] | undefined {
  if (!state.bookFields.on) return undefined;
  return trackUpdate(undefined, object, { manager, operation: "Update", time: object.metadata.creationTimestamp });
}

function nameFor({ random }: ClusterState, info: ResourceInfo, { metadata }: ObjectInput): string {
  if (metadata.name) return metadata.name;
  if (metadata.generateName) return `${metadata.generateName.slice(0, 58)}${random.suffix(5)}`;
  throw invalid(info.group, info.kind, "", [
    {
      field: "metadata.name",
      reason: "FieldValueRequired",
      message: "Required value: name or generateName is required",
    },
  ]);
}

function requireNamespace({ store }: ClusterState, info: ResourceInfo, namespace: string, name: string): void {
  const found = store.get("namespaces", undefined, namespace) as Namespace | undefined;
  if (!found) throw apiErrors.notFound({ group: "", resource: "namespaces" }, namespace);
  if (found.metadata.deletionTimestamp && info.key !== "events") {
    const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
    throw apiErrors.forbidden(info, name, why);
  }
}

function prepare(
  state: ClusterState,
  info: ResourceInfo,
  namespace: string | undefined,
  name: string,
  input: ObjectInput,
  write: Write,
): KubeObject {
  const {
    resourceVersion: _version,
    uid: _uid,
    generation: _generation,
    managedFields: _fields,
    ...given
  } = input.metadata;
  const metadata: ObjectMeta = {
    ...clone(given),
    name,
    ...(namespace ? { namespace } : {}),
    uid: state.random.uuid(),
    resourceVersion: "",
    creationTimestamp: timestamp(write.createdAt ?? state.clock.now()),
    ...(hasGeneration(info) ? { generation: 1 } : {}),
  };
  const body = clone(input);
  const object: KubeObject = { ...body, apiVersion: storedVersion(info, body), kind: info.kind, metadata };
  applyDefaults(info.key, object, state.random);
  if (info.subresources.includes("status") && !write.withStatus) {
    const status = initialStatus(info.key, object);
    if (status && !(info.custom && Object.keys(status).length === 0)) object.status = status;
    else delete object.status;
  }
  return object;
}

/** Events have two versions and are stored in one; everything else is stored as it is served. */
function storedVersion(info: ResourceInfo, body: ObjectInput): string {
  return info.key === "events" ? "v1" : body.apiVersion || apiVersionOf(info);
}

function admitPod(object: KubeObject, { random }: ClusterState): Pod {
  const pod = object as Pod;
  const spec = admitPodSpec(pod.spec ?? { containers: [] }, random.suffix(5));
  return { ...pod, spec, status: { ...pod.status, phase: pod.status?.phase ?? "Pending", qosClass: qosClass(spec) } };
}
