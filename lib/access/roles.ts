import type { Capability, GrantRole, KubeVerb } from "./types.ts";

type Rule = {
  readonly group: string;
  /** Plural names; `resource/subresource` where a subresource is meant. */
  readonly resources: readonly string[];
  readonly verbs: readonly KubeVerb[];
};

const READ: readonly KubeVerb[] = ["get", "list", "watch"];
const WRITE: readonly KubeVerb[] = ["create", "update", "patch", "delete", "deletecollection"];
const WORKLOADS = ["deployments", "statefulsets", "daemonsets", "replicasets"];

/** Sees what runs, what it uses, why it fails and its logs; names of ConfigMaps, not their values, and no Secrets at all. */
const VIEWER: readonly Rule[] = [
  {
    group: "",
    resources: [
      "namespaces",
      "pods",
      "pods/status",
      "services",
      "persistentvolumeclaims",
      "resourcequotas",
      "limitranges",
      "events",
      "configmaps/metadata",
    ],
    verbs: READ,
  },
  { group: "", resources: ["pods/log"], verbs: ["get"] },
  { group: "apps", resources: [...WORKLOADS, ...WORKLOADS.map((name) => `${name}/status`)], verbs: READ },
  { group: "apps", resources: scales(["deployments", "statefulsets", "replicasets"]), verbs: ["get"] },
  { group: "batch", resources: ["jobs", "cronjobs", "jobs/status", "cronjobs/status"], verbs: READ },
  { group: "networking.k8s.io", resources: ["ingresses", "ingresses/status"], verbs: READ },
  { group: "autoscaling", resources: ["horizontalpodautoscalers", "horizontalpodautoscalers/status"], verbs: READ },
  { group: "events.k8s.io", resources: ["events"], verbs: READ },
  { group: "metrics.k8s.io", resources: ["pods"], verbs: READ },
];

/** Keeps a workload running: restarts (a patch of the pod template), scales, deletes pods. Reads configuration. */
const DEVELOPER: readonly Rule[] = [
  ...VIEWER,
  { group: "", resources: ["configmaps", "secrets/metadata"], verbs: READ },
  { group: "", resources: ["pods"], verbs: ["delete"] },
  { group: "apps", resources: ["deployments", "statefulsets", "daemonsets"], verbs: ["patch"] },
  { group: "apps", resources: scales(["deployments", "statefulsets", "replicasets"]), verbs: ["update", "patch"] },
];

/** Changes what runs. */
const MAINTAINER: readonly Rule[] = [
  ...DEVELOPER,
  { group: "", resources: ["pods", "services", "configmaps", "persistentvolumeclaims"], verbs: WRITE },
  { group: "apps", resources: WORKLOADS, verbs: WRITE },
  { group: "batch", resources: ["jobs", "cronjobs"], verbs: WRITE },
  { group: "networking.k8s.io", resources: ["ingresses"], verbs: WRITE },
  { group: "autoscaling", resources: ["horizontalpodautoscalers"], verbs: WRITE },
];

/** The cluster itself besides: nodes, and the limits of namespaces. Values of Secrets are nobody's here. */
const PLATFORM: readonly Rule[] = [
  ...MAINTAINER,
  { group: "", resources: ["nodes", "nodes/status", "persistentvolumes"], verbs: READ },
  { group: "", resources: ["nodes"], verbs: ["patch"] },
  { group: "", resources: ["namespaces", "resourcequotas", "limitranges"], verbs: WRITE },
  { group: "storage.k8s.io", resources: ["storageclasses"], verbs: READ },
];

function scales(resources: readonly string[]): string[] {
  return resources.map((name) => `${name}/scale`);
}

const RULES: Readonly<Record<GrantRole, readonly Rule[]>> = {
  viewer: VIEWER,
  developer: DEVELOPER,
  maintainer: MAINTAINER,
  platform: PLATFORM,
  manager: [],
};

const TABLES: Readonly<Record<GrantRole, ReadonlySet<string>>> = {
  viewer: tableOf("viewer"),
  developer: tableOf("developer"),
  maintainer: tableOf("maintainer"),
  platform: tableOf("platform"),
  manager: tableOf("manager"),
};

const SUBRESOURCES: ReadonlySet<string> = new Set(
  PLATFORM.flatMap(({ group, resources }) => resources.map((resource) => `${group}/${resource}`)),
);

function tableOf(role: GrantRole): ReadonlySet<string> {
  const keys = RULES[role].flatMap(({ group, resources, verbs }) =>
    resources.flatMap((resource) => verbs.map((verb) => `${group}/${resource} ${verb}`)),
  );
  return new Set(keys);
}

function nameOf({ group, resource, subresource }: Capability): string {
  return `${group}/${resource}${subresource === "" ? "" : `/${subresource}`}`;
}

/** Whether a role holds a capability. What no table lists is denied, for every role. */
export function roleAllows(role: GrantRole, capability: Capability): boolean {
  return TABLES[role].has(`${nameOf(capability)} ${capability.verb}`);
}

/** Whether any role may do anything to this subresource. `pods/exec` and its like are not known yet, so denied. */
export function knowsSubresource(capability: Capability): boolean {
  return capability.subresource === "" || SUBRESOURCES.has(nameOf(capability));
}
