import type { EventRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { type Fields, fieldsOf, messageOf, nameOf, numberOf, timeOf, uniqueText } from "./read-fields.ts";
import { readMeta } from "./read-meta.ts";

export const EVENT: KindDefinition<"Event"> = {
  kind: "Event",
  group: "",
  version: "v1",
  resource: "events",
  namespaced: true,
  metadataOnly: false,
  project: projectEvent,
};

/** One literal with every field, as for pods: there are many of them. */
function projectEvent(object: unknown, intern: Intern): EventRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const event = fieldsOf(object);
  const regarding = fieldsOf(event.involvedObject);
  const times = readTimes(event, meta.createdAt);
  return {
    uid: meta.uid,
    namespace: meta.namespace,
    name: meta.name,
    createdAt: meta.createdAt,
    deletedAt: meta.deletedAt,
    ownerKind: undefined,
    ownerName: undefined,
    ownerUid: undefined,
    type: nameOf(event.type, intern) ?? "Normal",
    reason: nameOf(event.reason, intern) ?? "",
    message: messageOf(event.message, intern) ?? "",
    count: times.count,
    firstAt: times.firstAt,
    lastAt: times.lastAt,
    source: nameOf(fieldsOf(event.source).component, intern) ?? nameOf(event.reportingComponent, intern),
    regardingKind: nameOf(regarding.kind, intern) ?? "",
    regardingName: uniqueText(regarding.name),
    regardingUid: nameOf(regarding.uid, intern),
    container: containerOf(regarding.fieldPath, intern),
  };
}

/** `spec.containers{api}` and `spec.initContainers{migrate}` name a container. */
function containerOf(fieldPath: unknown, intern: Intern): string | undefined {
  if (typeof fieldPath !== "string" || fieldPath.length > 512) return undefined;
  return nameOf(/^spec\.\w+\{([^{}]+)\}$/.exec(fieldPath)?.[1], intern);
}

/** The old fields (`count`, `lastTimestamp`) or those of events.k8s.io (`series`, `eventTime`), whichever are set. */
function readTimes(event: Fields, createdAt: number): Pick<EventRow, "count" | "firstAt" | "lastAt"> {
  const series = fieldsOf(event.series);
  const began = timeOf(event.firstTimestamp) ?? timeOf(event.eventTime) ?? createdAt;
  return {
    count: numberOf(series.count) ?? (numberOf(event.count) || 1),
    firstAt: began,
    lastAt: timeOf(series.lastObservedTime) ?? timeOf(event.lastTimestamp) ?? began,
  };
}
