import type { JobRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { readConditions } from "./read-conditions.ts";
import { countOf, fieldsOf, numberOf, timeOf } from "./read-fields.ts";
import { readImages } from "./read-images.ts";
import { readAppLabels, readMeta } from "./read-meta.ts";
import { readTemplate } from "./read-template.ts";

export const JOB: KindDefinition<"Job"> = {
  kind: "Job",
  group: "batch",
  version: "v1",
  resource: "jobs",
  namespaced: true,
  metadataOnly: false,
  project: projectJob,
};

function projectJob(object: unknown, intern: Intern): JobRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { spec: rawSpec, status: rawStatus } = fieldsOf(object);
  const spec = fieldsOf(rawSpec);
  const status = fieldsOf(rawStatus);
  return {
    ...meta,
    ...readAppLabels(object, intern),
    completions: numberOf(spec.completions),
    parallelism: numberOf(spec.parallelism) ?? 1,
    backoffLimit: numberOf(spec.backoffLimit) ?? 6,
    active: countOf(status.active),
    succeeded: countOf(status.succeeded),
    failed: countOf(status.failed),
    suspended: spec.suspend === true,
    startedAt: timeOf(status.startTime),
    completedAt: timeOf(status.completionTime),
    images: readImages(spec.template, intern),
    template: readTemplate(spec.template, intern),
    conditions: readConditions(status.conditions, intern),
  };
}
