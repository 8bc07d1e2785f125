import type { CronJobRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { fieldsOf, listOf, nameOf, numberOf, timeOf } from "./read-fields.ts";
import { readImages } from "./read-images.ts";
import { readAppLabels, readMeta } from "./read-meta.ts";
import { readTemplate } from "./read-template.ts";
import { readWrittenAt } from "./read-written-at.ts";

export const CRON_JOB: KindDefinition<"CronJob"> = {
  kind: "CronJob",
  group: "batch",
  version: "v1",
  resource: "cronjobs",
  namespaced: true,
  metadataOnly: false,
  project: projectCronJob,
};

function projectCronJob(object: unknown, intern: Intern): CronJobRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { spec: rawSpec, status: rawStatus } = fieldsOf(object);
  const spec = fieldsOf(rawSpec);
  const status = fieldsOf(rawStatus);
  return {
    ...meta,
    ...readAppLabels(object, intern),
    schedule: nameOf(spec.schedule, intern) ?? "",
    timeZone: nameOf(spec.timeZone, intern),
    suspended: spec.suspend === true,
    active: listOf(status.active).length,
    lastScheduledAt: timeOf(status.lastScheduleTime),
    lastSucceededAt: timeOf(status.lastSuccessfulTime),
    startingDeadline: numberOf(spec.startingDeadlineSeconds),
    concurrency: nameOf(spec.concurrencyPolicy, intern),
    specWrittenAt: readWrittenAt(object),
    images: readImages(fieldsOf(fieldsOf(spec.jobTemplate).spec).template, intern),
    template: readTemplate(fieldsOf(fieldsOf(spec.jobTemplate).spec).template, intern),
  };
}
