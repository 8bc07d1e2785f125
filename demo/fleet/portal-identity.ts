import { accountSubject, clusterRole, clusterRoleBinding, roleBinding } from "../rbac/default-roles.ts";
import type { Writer } from "../registry/writer.ts";
import type { KubeObject } from "../types/object.ts";
import type { PolicyRule } from "../types/policy.ts";

export const PORTAL_NAMESPACE = "wheelhouse-system";
export const PORTAL_ACCOUNT = "wheelhouse";

const READ = ["get", "list", "watch"];
const IMPERSONATE: PolicyRule[] = [
  { apiGroups: [""], resources: ["users", "groups"], verbs: ["impersonate"] },
  { apiGroups: ["authentication.k8s.io"], resources: ["uids"], verbs: ["impersonate"] },
];
const REVIEW: PolicyRule = {
  apiGroups: ["authorization.k8s.io"],
  resources: ["subjectaccessreviews"],
  verbs: ["create"],
};

/** The portal's service account with its rights: the whole cluster, or a few namespaces. Returns the account. */
export function createPortalIdentity(writer: Writer, onlyNamespaces: readonly string[] | undefined): KubeObject {
  const meta = { name: PORTAL_NAMESPACE, labels: { "app.kubernetes.io/part-of": "platform" } };
  writer.create("namespaces", { apiVersion: "v1", kind: "Namespace", metadata: meta });
  const account = writer.create("serviceaccounts", {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: PORTAL_ACCOUNT, namespace: PORTAL_NAMESPACE },
  });
  const subject = accountSubject(PORTAL_NAMESPACE, PORTAL_ACCOUNT);
  const roles = "clusterroles.rbac.authorization.k8s.io";
  const bindings = "clusterrolebindings.rbac.authorization.k8s.io";
  const read: PolicyRule = { apiGroups: ["*"], resources: ["*"], verbs: READ };
  writer.create(roles, clusterRole("wheelhouse-reader", [read]));
  writer.create(roles, clusterRole("wheelhouse-impersonator", [...IMPERSONATE, REVIEW]));
  writer.create(bindings, clusterRoleBinding("wheelhouse-impersonator", "wheelhouse-impersonator", [subject]));
  if (!onlyNamespaces) {
    writer.create(bindings, clusterRoleBinding("wheelhouse-reader", "wheelhouse-reader", [subject]));
  }
  return account;
}

/** Lets the portal read one namespace of a cluster it may not read as a whole. */
export function grantPortalNamespace(writer: Writer, namespace: string): void {
  const subject = accountSubject(PORTAL_NAMESPACE, PORTAL_ACCOUNT);
  writer.create(
    "rolebindings.rbac.authorization.k8s.io",
    roleBinding(namespace, "wheelhouse-reader", "wheelhouse-reader", [subject]),
  );
}
