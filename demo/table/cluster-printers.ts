import type { KubeObject } from "../types/object.ts";
import type { RbacBinding, ResourceQuota } from "../types/policy.ts";
import type { Node } from "../types/workloads.ts";
import { at, dict, text } from "../util/json.ts";
import { ageOf, labelsText, number, orNone, since } from "./cells.ts";
import type { Cell, Printer } from "./printer.ts";

function nodeStatus({ spec, status }: Node): string {
  const ready = status.conditions.find(({ type }) => type === "Ready");
  const base = ready?.status === "True" ? "Ready" : ready ? "NotReady" : "Unknown";
  return spec.unschedulable ? `${base},SchedulingDisabled` : base;
}

function nodeCells(node: Node, now: number): Cell[] {
  const roles = Object.keys(node.metadata.labels ?? {}).flatMap(
    (label) => /^node-role\.kubernetes\.io\/(.+)$/.exec(label)?.[1] ?? [],
  );
  const address = (type: string): string =>
    node.status.addresses?.find((entry) => entry.type === type)?.address ?? "<none>";
  return [
    nodeStatus(node),
    roles.length > 0 ? roles.sort().join(",") : "<none>",
    ageOf(node, now),
    text(node.status.nodeInfo.kubeletVersion),
    address("InternalIP"),
    address("ExternalIP"),
    text(node.status.nodeInfo.osImage),
    text(node.status.nodeInfo.kernelVersion),
    text(node.status.nodeInfo.containerRuntimeVersion),
  ];
}

function quotaSide({ status }: ResourceQuota, wanted: (name: string) => boolean): string {
  return Object.keys(status.hard ?? {})
    .filter(wanted)
    .sort()
    .map((name) => `${name}: ${status.used?.[name] ?? 0}/${status.hard?.[name]}`)
    .join(", ");
}

function bindingCells(object: KubeObject, now: number): Cell[] {
  const { roleRef, subjects = [] } = object as RbacBinding;
  const names = (kind: string): string =>
    subjects
      .filter((subject) => subject.kind === kind)
      .map((subject) => (kind === "ServiceAccount" ? `${subject.namespace}/${subject.name}` : subject.name))
      .join(", ");
  return [
    `${roleRef.kind}/${roleRef.name}`,
    ageOf(object, now),
    names("User"),
    names("Group"),
    names("ServiceAccount"),
  ];
}

const BINDING: Printer = {
  columns: [
    ["Role", "string"],
    ["Age", "string"],
    ["Users", "string", 1],
    ["Groups", "string", 1],
    ["ServiceAccounts", "string", 1],
  ],
  cells: bindingCells,
};

const CREATED_AT: Printer = {
  columns: [["Created At", "date"]],
  cells: ({ metadata }) => [metadata.creationTimestamp],
};

function eventCells(event: KubeObject, now: number): Cell[] {
  const about = dict(event.involvedObject ?? event.regarding);
  const count = Number(event.count ?? event.deprecatedCount ?? 1);
  const last =
    event.lastTimestamp ?? event.deprecatedLastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp;
  const first =
    event.firstTimestamp ?? event.deprecatedFirstTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp;
  const seen = count > 1 ? `${since(last, now)} (x${count} over ${since(first, now)})` : since(last, now);
  const source = dict(event.source ?? event.deprecatedSource);
  return [
    seen,
    text(event.type),
    text(event.reason),
    `${text(about.kind).toLowerCase()}/${text(about.name)}`,
    text(about.fieldPath),
    [source.component, source.host].filter(Boolean).join(", "),
    text(event.message ?? event.note).trim(),
    since(first, now),
    count,
    event.metadata.name,
  ];
}

const dataCount = (object: KubeObject): number =>
  Object.keys({ ...dict(object.data), ...dict(object.binaryData) }).length;

export const CLUSTER_PRINTERS: Readonly<Record<string, Printer>> = {
  nodes: {
    columns: [
      ["Status", "string"],
      ["Roles", "string"],
      ["Age", "string"],
      ["Version", "string"],
      ["Internal-IP", "string", 1],
      ["External-IP", "string", 1],
      ["OS-Image", "string", 1],
      ["Kernel-Version", "string", 1],
      ["Container-Runtime", "string", 1],
    ],
    cells: (object, now) => nodeCells(object as Node, now),
  },
  namespaces: {
    columns: [
      ["Status", "string"],
      ["Age", "string"],
    ],
    cells: (object, now) => [text(at(object, "status.phase")), ageOf(object, now)],
  },
  configmaps: {
    columns: [
      ["Data", "string"],
      ["Age", "string"],
    ],
    cells: (object, now) => [dataCount(object), ageOf(object, now)],
  },
  secrets: {
    columns: [
      ["Type", "string"],
      ["Data", "integer"],
      ["Age", "string"],
    ],
    cells: (object, now) => [text(object.type), dataCount(object), ageOf(object, now)],
  },
  serviceaccounts: { columns: [["Age", "string"]], cells: (object, now) => [ageOf(object, now)] },
  resourcequotas: {
    columns: [
      ["Request", "string"],
      ["Limit", "string"],
      ["Age", "string"],
    ],
    cells: (object, now) => {
      const isLimit = (name: string): boolean => name.startsWith("limits.");
      const quota = object as ResourceQuota;
      return [quotaSide(quota, (name) => !isLimit(name)), quotaSide(quota, isLimit), ageOf(object, now)];
    },
  },
  limitranges: { columns: [["Created At", "date"]], cells: ({ metadata }) => [metadata.creationTimestamp] },
  events: {
    columns: [
      ["Last Seen", "string"],
      ["Type", "string"],
      ["Reason", "string"],
      ["Object", "string"],
      ["Subobject", "string", 1],
      ["Source", "string", 1],
      ["Message", "string"],
      ["First Seen", "string", 1],
      ["Count", "string", 1],
      ["Name", "string", 1],
    ],
    cells: eventCells,
  },
  "roles.rbac.authorization.k8s.io": CREATED_AT,
  "clusterroles.rbac.authorization.k8s.io": CREATED_AT,
  "rolebindings.rbac.authorization.k8s.io": BINDING,
  "clusterrolebindings.rbac.authorization.k8s.io": BINDING,
  "customresourcedefinitions.apiextensions.k8s.io": CREATED_AT,
  "leases.coordination.k8s.io": {
    columns: [
      ["Holder", "string"],
      ["Age", "string"],
    ],
    cells: (object, now) => [text(at(object, "spec.holderIdentity")), ageOf(object, now)],
  },
  "poddisruptionbudgets.policy": {
    columns: [
      ["Min Available", "string"],
      ["Max Unavailable", "string"],
      ["Allowed Disruptions", "integer"],
      ["Age", "string"],
    ],
    cells: (object, now) => [
      String(at(object, "spec.minAvailable") ?? "N/A"),
      String(at(object, "spec.maxUnavailable") ?? "N/A"),
      number(object, "status.disruptionsAllowed"),
      ageOf(object, now),
    ],
  },
  "priorityclasses.scheduling.k8s.io": {
    columns: [
      ["Value", "integer"],
      ["Global-Default", "boolean"],
      ["Age", "string"],
      ["PreemptionPolicy", "string"],
    ],
    cells: (object, now) => [
      Number(object.value ?? 0),
      object.globalDefault === true,
      ageOf(object, now),
      text(object.preemptionPolicy) || "PreemptLowerPriority",
    ],
  },
  "networkpolicies.networking.k8s.io": {
    columns: [
      ["Pod-Selector", "string"],
      ["Age", "string"],
    ],
    cells: (object, now) => [labelsText(at(object, "spec.podSelector.matchLabels")), ageOf(object, now)],
  },
  "ingressclasses.networking.k8s.io": {
    columns: [
      ["Controller", "string"],
      ["Parameters", "string"],
      ["Age", "string"],
    ],
    cells: (object, now) => [orNone(object, "spec.controller"), "<none>", ageOf(object, now)],
  },
};
