import { kubeconfigOf } from "../../demo/pki/kubeconfig.ts";
import type { Kubectl } from "./run-kubectl.ts";

const NAMESPACE = "wheelhouse-system";
const ACCOUNT = "wheelhouse";
const READ = ["get", "list", "watch"];
const RBAC = "rbac.authorization.k8s.io";

const subjects = [{ kind: "ServiceAccount", name: ACCOUNT, namespace: NAMESPACE }];
const clusterRole = (name: string, rules: object[]) => ({
  apiVersion: `${RBAC}/v1`,
  kind: "ClusterRole",
  metadata: { name },
  rules,
});
const bind = (name: string) => ({
  apiVersion: `${RBAC}/v1`,
  kind: "ClusterRoleBinding",
  metadata: { name },
  roleRef: { apiGroup: RBAC, kind: "ClusterRole", name },
  subjects,
});

/** The same rights as in the demo fleet: reads everything, writes only as somebody else. */
const MANIFEST = {
  apiVersion: "v1",
  kind: "List",
  items: [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } },
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: ACCOUNT, namespace: NAMESPACE } },
    clusterRole("wheelhouse-reader", [{ apiGroups: ["*"], resources: ["*"], verbs: READ }]),
    clusterRole("wheelhouse-impersonator", [
      { apiGroups: [""], resources: ["users", "groups"], verbs: ["impersonate"] },
      { apiGroups: ["authentication.k8s.io"], resources: ["uids", "userextras/*"], verbs: ["impersonate"] },
      { apiGroups: ["authorization.k8s.io"], resources: ["subjectaccessreviews"], verbs: ["create"] },
    ]),
    bind("wheelhouse-reader"),
    bind("wheelhouse-impersonator"),
  ],
};

type Cluster = { readonly name: string; readonly server: string; readonly ca: string; readonly kubectl: Kubectl };

/** Creates the portal's service account and returns its token and kubeconfig (YAML). */
export async function createPortalIdentity(cluster: Cluster): Promise<{ token: string; kubeconfig: string }> {
  const { name, server, ca, kubectl } = cluster;
  const applied = await kubectl(["apply", "-f", "-"], { input: JSON.stringify(MANIFEST) });
  if (applied.code !== 0) throw new Error(`The portal's service account could not be created: ${applied.stderr}`);
  const issued = await kubectl(["create", "token", ACCOUNT, "--namespace", NAMESPACE, "--duration", "24h"]);
  if (issued.code !== 0) throw new Error(`The portal's token could not be issued: ${issued.stderr}`);
  const token = issued.stdout.trim();
  return { token, kubeconfig: kubeconfigOf([{ name, server, ca, credential: { token } }]) };
}
