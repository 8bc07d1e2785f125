import type { ReplicaSetRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { readConditions } from "./read-conditions.ts";
import { countOf, fieldsOf, numberOf, ownText } from "./read-fields.ts";
import { readImages } from "./read-images.ts";
import { readAppLabels, readMeta } from "./read-meta.ts";

export const REPLICA_SET: KindDefinition<"ReplicaSet"> = {
  kind: "ReplicaSet",
  group: "apps",
  version: "v1",
  resource: "replicasets",
  namespaced: true,
  metadataOnly: false,
  project: projectReplicaSet,
};

function projectReplicaSet(object: unknown, intern: Intern): ReplicaSetRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { metadata, spec: rawSpec, status: rawStatus } = fieldsOf(object);
  const spec = fieldsOf(rawSpec);
  const status = fieldsOf(rawStatus);
  const revision = ownText(fieldsOf(fieldsOf(metadata).annotations), "deployment.kubernetes.io/revision");
  return {
    ...meta,
    ...readAppLabels(object, intern),
    desired: numberOf(spec.replicas) ?? 1,
    ready: countOf(status.readyReplicas),
    replicas: countOf(status.replicas),
    revision: revision && /^\d{1,9}$/.test(revision) ? Number(revision) : undefined,
    images: readImages(spec.template, intern),
    conditions: readConditions(status.conditions, intern),
  };
}
