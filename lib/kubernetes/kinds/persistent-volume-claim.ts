import type { PersistentVolumeClaimRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { parseAmount } from "./parse-quantity.ts";
import { readConditions } from "./read-conditions.ts";
import { fieldsOf, nameOf } from "./read-fields.ts";
import { readMeta } from "./read-meta.ts";

export const PERSISTENT_VOLUME_CLAIM: KindDefinition<"PersistentVolumeClaim"> = {
  kind: "PersistentVolumeClaim",
  group: "",
  version: "v1",
  resource: "persistentvolumeclaims",
  namespaced: true,
  metadataOnly: false,
  project: projectPersistentVolumeClaim,
};

function projectPersistentVolumeClaim(object: unknown, intern: Intern): PersistentVolumeClaimRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { spec: rawSpec, status: rawStatus } = fieldsOf(object);
  const spec = fieldsOf(rawSpec);
  const status = fieldsOf(rawStatus);
  return {
    ...meta,
    phase: nameOf(status.phase, intern) ?? "Unknown",
    storageClass: nameOf(spec.storageClassName, intern),
    requested: parseAmount(fieldsOf(fieldsOf(spec.resources).requests).storage),
    capacity: parseAmount(fieldsOf(status.capacity).storage),
    volumeName: nameOf(spec.volumeName, intern),
    conditions: readConditions(status.conditions, intern),
  };
}
