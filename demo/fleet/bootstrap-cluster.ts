import { defaultRbac } from "../rbac/default-roles.ts";
import type { ClusterState } from "../registry/cluster-state.ts";
import { writerFor } from "../registry/writer.ts";

const NAMESPACES = ["kube-system", "default", "kube-public", "kube-node-lease"];

const PLURAL: Record<string, string> = {
  ClusterRole: "clusterroles.rbac.authorization.k8s.io",
  ClusterRoleBinding: "clusterrolebindings.rbac.authorization.k8s.io",
};

/** What is there before anybody does anything: system namespaces and the default RBAC. */
export function bootstrapCluster(state: ClusterState): void {
  const writer = writerFor(state, "kube-apiserver");
  for (const name of NAMESPACES)
    writer.create("namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name } });
  for (const input of defaultRbac()) writer.create(PLURAL[input.kind] ?? "", input);
}
