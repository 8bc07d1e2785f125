import type { DaemonSetRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { countOf, fieldsOf, nameOf } from "./read-fields.ts";
import { readImages } from "./read-images.ts";
import { readAppLabels, readMeta } from "./read-meta.ts";
import { readTemplate } from "./read-template.ts";
import { readWrittenAt } from "./read-written-at.ts";

export const DAEMON_SET: KindDefinition<"DaemonSet"> = {
  kind: "DaemonSet",
  group: "apps",
  version: "v1",
  resource: "daemonsets",
  namespaced: true,
  metadataOnly: false,
  project: projectDaemonSet,
};

function projectDaemonSet(object: unknown, intern: Intern): DaemonSetRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { metadata, spec, status: rawStatus } = fieldsOf(object);
  const status = fieldsOf(rawStatus);
  return {
    ...meta,
    ...readAppLabels(object, intern),
    desired: countOf(status.desiredNumberScheduled),
    current: countOf(status.currentNumberScheduled),
    ready: countOf(status.numberReady),
    updated: countOf(status.updatedNumberScheduled),
    unavailable: countOf(status.numberUnavailable),
    strategy: nameOf(fieldsOf(fieldsOf(spec).updateStrategy).type, intern),
    generation: countOf(fieldsOf(metadata).generation),
    observedGeneration: countOf(status.observedGeneration),
    images: readImages(fieldsOf(spec).template, intern),
    template: readTemplate(fieldsOf(spec).template, intern),
    templateWrittenAt: readWrittenAt(object, "template"),
  };
}
