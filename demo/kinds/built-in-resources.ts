import { groupResource, type ResourceInfo } from "./resource-info.ts";

const ALL_VERBS = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"] as const;

type Row = [
  resource: string,
  kind: string,
  namespaced: boolean,
  options?: {
    short?: string[];
    categories?: string[];
    sub?: string[];
    verbs?: readonly string[];
    singular?: string;
    key?: string;
  },
];

const ALL = ["all"];

const TABLE: Record<string, Row[]> = {
  "/v1": [
    ["configmaps", "ConfigMap", true, { short: ["cm"] }],
    ["endpoints", "Endpoints", true, { short: ["ep"], singular: "endpoints" }],
    ["events", "Event", true, { short: ["ev"] }],
    ["limitranges", "LimitRange", true, { short: ["limits"] }],
    ["namespaces", "Namespace", false, { short: ["ns"], sub: ["status", "finalize"] }],
    ["nodes", "Node", false, { short: ["no"], sub: ["status"] }],
    ["persistentvolumeclaims", "PersistentVolumeClaim", true, { short: ["pvc"], sub: ["status"] }],
    ["persistentvolumes", "PersistentVolume", false, { short: ["pv"], sub: ["status"] }],
    ["pods", "Pod", true, { short: ["po"], categories: ALL, sub: ["status", "log", "eviction", "binding"] }],
    [
      "replicationcontrollers",
      "ReplicationController",
      true,
      { short: ["rc"], categories: ALL, sub: ["status", "scale"] },
    ],
    ["resourcequotas", "ResourceQuota", true, { short: ["quota"], sub: ["status"] }],
    ["secrets", "Secret", true],
    ["serviceaccounts", "ServiceAccount", true, { short: ["sa"], sub: ["token"] }],
    ["services", "Service", true, { short: ["svc"], categories: ALL, sub: ["status"] }],
  ],
  "apps/v1": [
    ["controllerrevisions", "ControllerRevision", true],
    ["daemonsets", "DaemonSet", true, { short: ["ds"], categories: ALL, sub: ["status"] }],
    ["deployments", "Deployment", true, { short: ["deploy"], categories: ALL, sub: ["status", "scale"] }],
    ["replicasets", "ReplicaSet", true, { short: ["rs"], categories: ALL, sub: ["status", "scale"] }],
    ["statefulsets", "StatefulSet", true, { short: ["sts"], categories: ALL, sub: ["status", "scale"] }],
  ],
  "batch/v1": [
    ["cronjobs", "CronJob", true, { short: ["cj"], categories: ALL, sub: ["status"] }],
    ["jobs", "Job", true, { categories: ALL, sub: ["status"] }],
  ],
  "autoscaling/v2": [
    ["horizontalpodautoscalers", "HorizontalPodAutoscaler", true, { short: ["hpa"], categories: ALL, sub: ["status"] }],
  ],
  "networking.k8s.io/v1": [
    ["ingressclasses", "IngressClass", false, { singular: "ingressclass" }],
    ["ingresses", "Ingress", true, { short: ["ing"], sub: ["status"], singular: "ingress" }],
    ["networkpolicies", "NetworkPolicy", true, { short: ["netpol"], singular: "networkpolicy" }],
  ],
  "policy/v1": [["poddisruptionbudgets", "PodDisruptionBudget", true, { short: ["pdb"], sub: ["status"] }]],
  "scheduling.k8s.io/v1": [["priorityclasses", "PriorityClass", false, { short: ["pc"], singular: "priorityclass" }]],
  "storage.k8s.io/v1": [["storageclasses", "StorageClass", false, { short: ["sc"], singular: "storageclass" }]],
  "coordination.k8s.io/v1": [["leases", "Lease", true]],
  "discovery.k8s.io/v1": [["endpointslices", "EndpointSlice", true]],
  "events.k8s.io/v1": [["events", "Event", true, { short: ["ev"], key: "events" }]],
  "rbac.authorization.k8s.io/v1": [
    ["clusterrolebindings", "ClusterRoleBinding", false],
    ["clusterroles", "ClusterRole", false],
    ["rolebindings", "RoleBinding", true],
    ["roles", "Role", true],
  ],
  "apiextensions.k8s.io/v1": [
    [
      "customresourcedefinitions",
      "CustomResourceDefinition",
      false,
      { short: ["crd", "crds"], categories: ["api-extensions"], sub: ["status"] },
    ],
  ],
  "authorization.k8s.io/v1": [
    ["localsubjectaccessreviews", "LocalSubjectAccessReview", true, { verbs: ["create"] }],
    ["selfsubjectaccessreviews", "SelfSubjectAccessReview", false, { verbs: ["create"] }],
    ["selfsubjectrulesreviews", "SelfSubjectRulesReview", false, { verbs: ["create"] }],
    ["subjectaccessreviews", "SubjectAccessReview", false, { verbs: ["create"] }],
  ],
  "authentication.k8s.io/v1": [
    ["selfsubjectreviews", "SelfSubjectReview", false, { verbs: ["create"] }],
    ["tokenreviews", "TokenReview", false, { verbs: ["create"] }],
  ],
};

const METRICS: Row[] = [
  ["nodes", "NodeMetrics", false, { verbs: ["get", "list"], singular: "", key: "nodes.metrics.k8s.io" }],
  ["pods", "PodMetrics", true, { verbs: ["get", "list"], singular: "", key: "pods.metrics.k8s.io" }],
];

function toInfo(group: string, version: string, [resource, kind, namespaced, options = {}]: Row): ResourceInfo {
  return {
    group,
    version,
    resource,
    kind,
    namespaced,
    singular: options.singular ?? kind.toLowerCase(),
    verbs: options.verbs ?? ALL_VERBS,
    shortNames: options.short ?? [],
    categories: options.categories ?? [],
    subresources: options.sub ?? [],
    key: options.key ?? groupResource({ group, resource }),
  };
}

/** The resources every simulated cluster serves; the metrics API only where it is installed. */
export function builtInResources({ metrics }: { metrics: boolean }): ResourceInfo[] {
  const table = metrics ? { ...TABLE, "metrics.k8s.io/v1beta1": METRICS } : TABLE;
  return Object.entries(table).flatMap(([groupVersion, rows]) => {
    const [group = "", version = ""] = groupVersion.split("/");
    return rows.map((row) => toInfo(group, version, row));
  });
}
