import type { ContainerRow } from "../types/container-row.ts";
import type { PodRow, UnreadyFacts } from "../types/rows.ts";
import { carryEnds } from "./carry-ends.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { readContainer } from "./read-container.ts";
import { exactList, type Fields, fieldsOf, listOf, messageOf, nameOf, ownText, timeOf } from "./read-fields.ts";
import { readAppLabels, readMeta } from "./read-meta.ts";
import { effectiveRequests } from "./read-requests.ts";

export const POD: KindDefinition<"Pod"> = {
  kind: "Pod",
  group: "",
  version: "v1",
  resource: "pods",
  namespaced: true,
  metadataOnly: false,
  project: projectPod,
  carry: carryEnds,
};

/** One literal with every field: spreading would cost each of the many pods its own property store. */
function projectPod(object: unknown, intern: Intern): PodRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { spec: rawSpec, status: rawStatus } = fieldsOf(object);
  const spec = fieldsOf(rawSpec);
  const status = fieldsOf(rawStatus);
  const labels = readAppLabels(object, intern);
  const conditions = listOf(status.conditions).map(fieldsOf);
  const scheduled = conditions.find((condition) => condition.type === "PodScheduled");
  const ready = conditions.find((condition) => condition.type === "Ready");
  const requests = effectiveRequests(spec, listOf(spec.containers), listOf(spec.initContainers));
  return {
    uid: meta.uid,
    namespace: meta.namespace,
    name: meta.name,
    createdAt: meta.createdAt,
    deletedAt: meta.deletedAt,
    ownerKind: meta.ownerKind,
    ownerName: meta.ownerName,
    ownerUid: meta.ownerUid,
    appName: labels.appName,
    appVersion: labels.appVersion,
    partOf: labels.partOf,
    phase: nameOf(status.phase, intern) ?? "Unknown",
    reason: nameOf(status.reason, intern),
    message: messageOf(status.message, intern),
    node: nameOf(spec.nodeName, intern),
    ready: ready?.status === "True",
    unready: readUnready(ready, intern),
    startedAt: timeOf(status.startTime),
    unschedulable: unschedulableText(scheduled, intern),
    containers: readContainers(spec, status, intern),
    cpuRequest: requests.cpu,
    memoryRequest: requests.memory,
    gpuRequest: requests.gpu,
    revisionHash: readRevisionHash(object, intern),
  };
}

function readRevisionHash(object: unknown, intern: Intern): string | undefined {
  const { labels } = fieldsOf(fieldsOf(object).metadata);
  return nameOf(ownText(fieldsOf(labels), "controller-revision-hash"), intern);
}

function unschedulableText(scheduled: Fields | undefined, intern: Intern): string | undefined {
  if (scheduled?.status !== "False") return undefined;
  return messageOf(scheduled.message, intern) ?? nameOf(scheduled.reason, intern);
}

function readUnready(ready: Fields | undefined, intern: Intern): UnreadyFacts | undefined {
  if (!ready || ready.status === "True") return undefined;
  const { reason, message, lastTransitionTime } = ready;
  return { reason: nameOf(reason, intern), message: messageOf(message, intern), since: timeOf(lastTransitionTime) };
}

function readContainers(spec: Fields, status: Fields, intern: Intern): readonly ContainerRow[] {
  const rows: ContainerRow[] = [];
  const join = (specs: unknown, statuses: unknown, roleOf: (container: Fields) => ContainerRow["role"]) => {
    const found = listOf(statuses).map(fieldsOf);
    for (const [at, entry] of listOf(specs).entries()) {
      const container = fieldsOf(entry);
      const own = found[at]?.name === container.name ? found[at] : found.find((one) => one.name === container.name);
      rows.push(readContainer(container, own ?? {}, roleOf(container), intern));
    }
  };
  join(spec.initContainers, status.initContainerStatuses, (one) =>
    one.restartPolicy === "Always" ? "sidecar" : "init",
  );
  join(spec.containers, status.containerStatuses, () => "main");
  join(spec.ephemeralContainers, status.ephemeralContainerStatuses, () => "ephemeral");
  return exactList(rows);
}
