import type { ObjectInput } from "../types/object.ts";
import type { PolicyRule, RbacSubject } from "../types/policy.ts";

const API = "rbac.authorization.k8s.io/v1";
const GROUP = "rbac.authorization.k8s.io";
const READ = ["get", "list", "watch"];
const WRITE = ["create", "delete", "deletecollection", "patch", "update"];

const rule = (apiGroups: string[], resources: string[], verbs: string[]): PolicyRule => ({
  apiGroups,
  resources,
  verbs,
});
const paths = (nonResourceURLs: string[]): PolicyRule => ({ nonResourceURLs, verbs: ["get"] });

const BOOTSTRAP = { "kubernetes.io/bootstrapping": "rbac-defaults" };

export function clusterRole(name: string, rules: PolicyRule[], labels: Record<string, string> = {}): ObjectInput {
  return { apiVersion: API, kind: "ClusterRole", metadata: { name, labels }, rules };
}

export function clusterRoleBinding(name: string, role: string, subjects: RbacSubject[]): ObjectInput {
  return {
    apiVersion: API,
    kind: "ClusterRoleBinding",
    metadata: { name },
    roleRef: { apiGroup: GROUP, kind: "ClusterRole", name: role },
    subjects,
  };
}

export function roleBinding(namespace: string, name: string, role: string, subjects: RbacSubject[]): ObjectInput {
  return {
    apiVersion: API,
    kind: "RoleBinding",
    metadata: { name, namespace },
    roleRef: { apiGroup: GROUP, kind: "ClusterRole", name: role },
    subjects,
  };
}

export const groupSubject = (name: string): RbacSubject => ({ kind: "Group", name, apiGroup: GROUP });
export const accountSubject = (namespace: string, name: string): RbacSubject => ({
  kind: "ServiceAccount",
  namespace,
  name,
});

const CORE_VIEW = [
  "configmaps",
  "endpoints",
  "events",
  "limitranges",
  "namespaces",
  "persistentvolumeclaims",
  "persistentvolumeclaims/status",
  "pods",
  "pods/log",
  "pods/status",
  "replicationcontrollers",
  "replicationcontrollers/scale",
  "resourcequotas",
  "resourcequotas/status",
  "serviceaccounts",
  "services",
  "services/status",
];
const APPS = [
  "controllerrevisions",
  "daemonsets",
  "deployments",
  "deployments/scale",
  "replicasets",
  "replicasets/scale",
  "statefulsets",
  "statefulsets/scale",
];
const NETWORK = ["ingresses", "networkpolicies"];

const viewRules = (): PolicyRule[] => [
  rule([""], CORE_VIEW, READ),
  rule(
    ["apps"],
    [...APPS, "daemonsets/status", "deployments/status", "replicasets/status", "statefulsets/status"],
    READ,
  ),
  rule(["autoscaling"], ["horizontalpodautoscalers", "horizontalpodautoscalers/status"], READ),
  rule(["batch"], ["cronjobs", "cronjobs/status", "jobs", "jobs/status"], READ),
  rule(["networking.k8s.io"], NETWORK, READ),
  rule(["policy"], ["poddisruptionbudgets"], READ),
  rule(["discovery.k8s.io"], ["endpointslices"], READ),
  rule(["events.k8s.io"], ["events"], READ),
  rule(["metrics.k8s.io"], ["pods", "nodes"], READ),
];

const editRules = (): PolicyRule[] => [
  ...viewRules(),
  rule([""], ["secrets"], [...READ, ...WRITE]),
  rule([""], ["pods/exec", "pods/attach", "pods/portforward", "pods/proxy", "services/proxy"], ["get", ...WRITE]),
  rule(
    [""],
    [
      "pods",
      "configmaps",
      "endpoints",
      "events",
      "persistentvolumeclaims",
      "serviceaccounts",
      "services",
      "replicationcontrollers",
    ],
    WRITE,
  ),
  rule([""], ["pods/eviction"], ["create"]),
  rule(["apps"], APPS, WRITE),
  rule(["autoscaling"], ["horizontalpodautoscalers"], WRITE),
  rule(["batch"], ["cronjobs", "jobs"], WRITE),
  rule(["networking.k8s.io"], NETWORK, WRITE),
  rule(["policy"], ["poddisruptionbudgets"], WRITE),
];

const adminRules = (): PolicyRule[] => [
  ...editRules(),
  rule([GROUP], ["roles", "rolebindings"], [...READ, ...WRITE]),
  rule(["authorization.k8s.io"], ["localsubjectaccessreviews"], ["create"]),
];

const DISCOVERY = [
  "/api",
  "/api/*",
  "/apis",
  "/apis/*",
  "/healthz",
  "/livez",
  "/openapi",
  "/openapi/*",
  "/readyz",
  "/version",
  "/version/",
];
const REVIEWS = ["selfsubjectaccessreviews", "selfsubjectrulesreviews"];

/** The roles and bindings every cluster comes with. */
export function defaultRbac(): ObjectInput[] {
  const authenticated = groupSubject("system:authenticated");
  return [
    clusterRole("cluster-admin", [rule(["*"], ["*"], ["*"]), { nonResourceURLs: ["*"], verbs: ["*"] }], BOOTSTRAP),
    clusterRole("admin", adminRules(), BOOTSTRAP),
    clusterRole("edit", editRules(), BOOTSTRAP),
    clusterRole("view", viewRules(), BOOTSTRAP),
    clusterRole("system:discovery", [paths(DISCOVERY)], BOOTSTRAP),
    clusterRole(
      "system:public-info-viewer",
      [paths(["/healthz", "/livez", "/readyz", "/version", "/version/"])],
      BOOTSTRAP,
    ),
    clusterRole(
      "system:basic-user",
      [
        rule(["authorization.k8s.io"], REVIEWS, ["create"]),
        rule(["authentication.k8s.io"], ["selfsubjectreviews"], ["create"]),
      ],
      BOOTSTRAP,
    ),
    clusterRoleBinding("cluster-admin", "cluster-admin", [groupSubject("system:masters")]),
    clusterRoleBinding("system:discovery", "system:discovery", [authenticated]),
    clusterRoleBinding("system:basic-user", "system:basic-user", [authenticated]),
    clusterRoleBinding("system:public-info-viewer", "system:public-info-viewer", [
      authenticated,
      groupSubject("system:unauthenticated"),
    ]),
  ];
}
