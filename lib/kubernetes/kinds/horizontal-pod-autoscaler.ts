import type { HorizontalPodAutoscalerRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { readConditions } from "./read-conditions.ts";
import { countOf, fieldsOf, nameOf, numberOf } from "./read-fields.ts";
import { readMeta } from "./read-meta.ts";

export const HORIZONTAL_POD_AUTOSCALER: KindDefinition<"HorizontalPodAutoscaler"> = {
  kind: "HorizontalPodAutoscaler",
  group: "autoscaling",
  version: "v2",
  resource: "horizontalpodautoscalers",
  namespaced: true,
  metadataOnly: false,
  project: projectHorizontalPodAutoscaler,
};

function projectHorizontalPodAutoscaler(object: unknown, intern: Intern): HorizontalPodAutoscalerRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { spec: rawSpec, status: rawStatus } = fieldsOf(object);
  const spec = fieldsOf(rawSpec);
  const status = fieldsOf(rawStatus);
  const target = fieldsOf(spec.scaleTargetRef);
  return {
    ...meta,
    targetKind: nameOf(target.kind, intern) ?? "",
    targetName: nameOf(target.name, intern) ?? "",
    min: numberOf(spec.minReplicas) ?? 1,
    max: countOf(spec.maxReplicas),
    current: countOf(status.currentReplicas),
    desired: countOf(status.desiredReplicas),
    conditions: readConditions(status.conditions, intern),
  };
}
