import type { StatefulSetRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { countOf, fieldsOf, nameOf, numberOf } from "./read-fields.ts";
import { readImages } from "./read-images.ts";
import { readAppLabels, readMeta } from "./read-meta.ts";
import { readTemplate } from "./read-template.ts";
import { readWrittenAt } from "./read-written-at.ts";

export const STATEFUL_SET: KindDefinition<"StatefulSet"> = {
  kind: "StatefulSet",
  group: "apps",
  version: "v1",
  resource: "statefulsets",
  namespaced: true,
  metadataOnly: false,
  project: projectStatefulSet,
};

function projectStatefulSet(object: unknown, intern: Intern): StatefulSetRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { metadata, spec: rawSpec, status: rawStatus } = fieldsOf(object);
  const spec = fieldsOf(rawSpec);
  const status = fieldsOf(rawStatus);
  const strategy = fieldsOf(spec.updateStrategy);
  return {
    ...meta,
    ...readAppLabels(object, intern),
    desired: numberOf(spec.replicas) ?? 1,
    updated: countOf(status.updatedReplicas),
    ready: countOf(status.readyReplicas),
    available: numberOf(status.availableReplicas),
    replicas: countOf(status.replicas),
    generation: countOf(fieldsOf(metadata).generation),
    observedGeneration: countOf(status.observedGeneration),
    currentRevision: nameOf(status.currentRevision, intern),
    updateRevision: nameOf(status.updateRevision, intern),
    partition: numberOf(fieldsOf(strategy.rollingUpdate).partition),
    strategy: nameOf(strategy.type, intern),
    images: readImages(spec.template, intern),
    template: readTemplate(spec.template, intern),
    templateWrittenAt: readWrittenAt(object, "template"),
  };
}
