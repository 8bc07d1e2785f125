import type { DeploymentRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { readConditions } from "./read-conditions.ts";
import { countOf, fieldsOf, nameOf, numberOf } from "./read-fields.ts";
import { readImages } from "./read-images.ts";
import { readAppLabels, readMeta } from "./read-meta.ts";
import { readTemplate } from "./read-template.ts";

export const DEPLOYMENT: KindDefinition<"Deployment"> = {
  kind: "Deployment",
  group: "apps",
  version: "v1",
  resource: "deployments",
  namespaced: true,
  metadataOnly: false,
  project: projectDeployment,
};

function projectDeployment(object: unknown, intern: Intern): DeploymentRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { metadata, spec: rawSpec, status: rawStatus } = fieldsOf(object);
  const spec = fieldsOf(rawSpec);
  const status = fieldsOf(rawStatus);
  return {
    ...meta,
    ...readAppLabels(object, intern),
    desired: numberOf(spec.replicas) ?? 1,
    updated: countOf(status.updatedReplicas),
    ready: countOf(status.readyReplicas),
    available: countOf(status.availableReplicas),
    replicas: countOf(status.replicas),
    paused: spec.paused === true,
    generation: countOf(fieldsOf(metadata).generation),
    observedGeneration: countOf(status.observedGeneration),
    images: readImages(spec.template, intern),
    template: readTemplate(spec.template, intern),
    conditions: readConditions(status.conditions, intern),
    strategy: nameOf(fieldsOf(spec.strategy).type, intern),
  };
}
