import { beforeAll, describe, expect, it } from "vitest";
import { createObject } from "#lib/kubernetes/api/create-object";
import { deleteObject } from "#lib/kubernetes/api/delete-object";
import { isForbidden, isNotFound, isUnauthorized } from "#lib/kubernetes/api/errors";
import { getObject } from "#lib/kubernetes/api/get-object";
import { probeList } from "#lib/kubernetes/api/probe-list";
import { requestJson } from "#lib/kubernetes/api/request-json";
import { reviewAccess } from "#lib/kubernetes/api/review-access";
import type { Impersonation } from "#lib/kubernetes/types/connection";
import { type Bench, clusterTarget, type KubeObject, pathOf, urlOf } from "../bench.ts";
import { failureOf } from "../failure-of.ts";
import { configMap } from "../manifests.ts";

const RBAC = "rbac.authorization.k8s.io";
const ada: Impersonation = { user: "ada@example.com", groups: [] };
const team: Impersonation = { user: "lin@example.com", groups: ["wheelhouse:team:shop"] };

export function accessSuite(bench: () => Bench): void {
  describe("access", () => {
    let namespace: string;
    let other: string;

    beforeAll(async () => {
      namespace = await bench().namespace();
      other = await bench().namespace();
      await bench().create(configMap(namespace, "settings"));
      await bench().create({
        apiVersion: `${RBAC}/v1`,
        kind: "Role",
        metadata: { name: "reader", namespace },
        rules: [
          { apiGroups: [""], resources: ["configmaps"], verbs: ["get", "list", "watch"] },
          { apiGroups: [""], resources: ["secrets"], resourceNames: ["shared"], verbs: ["get"] },
        ],
      });
      await bench().create({
        apiVersion: `${RBAC}/v1`,
        kind: "RoleBinding",
        metadata: { name: "reader", namespace },
        roleRef: { apiGroup: RBAC, kind: "Role", name: "reader" },
        subjects: [
          { apiGroup: RBAC, kind: "User", name: ada.user },
          { apiGroup: RBAC, kind: "Group", name: "wheelhouse:team:shop" },
        ],
      });
    });

    const list = (kind: string, inside: string | undefined, impersonate?: Impersonation) =>
      requestJson(bench().portal, { method: "GET", path: urlOf(kind, inside), impersonate });
    const may = async (verb: string, resource: string, inside: string, impersonate: Impersonation, name?: string) =>
      (await reviewAccess(bench().portal, { verb, group: "", resource, namespace: inside, name }, { impersonate }))
        .allowed;

    it("a credential that nobody issued is 401", async () => {
      const forged = {
        ...clusterTarget(bench().target.kubeconfig),
        credential: { kind: "token", token: "nonsense" },
      } as const;
      const error = await failureOf(requestJson(bench().open(forged), { method: "GET", path: "/api/v1/namespaces" }));
      expect(isUnauthorized(error)).toBe(true);
      expect(error.message).toBe("Unauthorized");
    });

    it("the portal reads everything and writes nothing in its own name", async () => {
      await list("secrets", namespace);
      const error = await failureOf(
        createObject(bench().portal, pathOf("configmaps", namespace), configMap(namespace, "x")),
      );
      expect(isForbidden(error)).toBe(true);
      expect(error.message).toBe(
        `configmaps is forbidden: User "system:serviceaccount:wheelhouse-system:wheelhouse" cannot create resource "configmaps" in API group "" in the namespace "${namespace}"`,
      );
    });

    it("as a person who has a role, only that person's rights count", async () => {
      await list("configmaps", namespace, ada);
      const elsewhere = await failureOf(list("configmaps", other, ada));
      expect(elsewhere.message).toBe(
        `configmaps is forbidden: User "ada@example.com" cannot list resource "configmaps" in API group "" in the namespace "${other}"`,
      );
      const everywhere = await failureOf(list("configmaps", undefined, ada));
      expect(everywhere.message).toBe(
        'configmaps is forbidden: User "ada@example.com" cannot list resource "configmaps" in API group "" at the cluster scope',
      );
      const grouped = await failureOf(list("deployments", namespace, ada));
      expect(grouped.message).toBe(
        `deployments.apps is forbidden: User "ada@example.com" cannot list resource "deployments" in API group "apps" in the namespace "${namespace}"`,
      );
      expect(grouped.reason).toBe("Forbidden");
    });

    it("as a member of a group, the group's rights count", async () => {
      await list("configmaps", namespace, team);
      expect(isForbidden(await failureOf(list("configmaps", namespace, { ...team, groups: [] })))).toBe(true);
    });

    it("a right to one name is a right to that name", async () => {
      const secret = (name: string) => ({ ...pathOf("secrets", namespace), name });
      const named = await failureOf(getObject(bench().portal, secret("shared"), { impersonate: ada }));
      expect(isNotFound(named)).toBe(true);
      const error = await failureOf(getObject(bench().portal, secret("other"), { impersonate: ada }));
      expect(error.message).toBe(
        `secrets "other" is forbidden: User "ada@example.com" cannot get resource "secrets" in API group "" in the namespace "${namespace}"`,
      );
    });

    it("who may not act for others is told so", async () => {
      await bench().create({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "plain", namespace } });
      const issue = { ...pathOf("serviceaccounts", namespace), name: "plain", subresource: "token" };
      const request = {
        apiVersion: "authentication.k8s.io/v1",
        kind: "TokenRequest",
        spec: { expirationSeconds: 600 },
      };
      const { status } = await createObject<KubeObject>(bench().admin, issue, request);
      const credential = { kind: "token", token: String(status.token) } as const;
      const plain = bench().open({ ...clusterTarget(bench().target.kubeconfig), credential });
      const path = urlOf("configmaps", namespace);
      const error = await failureOf(requestJson(plain, { method: "GET", path, impersonate: ada }));
      expect(isForbidden(error)).toBe(true);
      // Which right is missing, and on what, depends on the version.
      expect(error.message).toContain(`User "system:serviceaccount:${namespace}:plain" cannot impersonate`);
    });

    it("a review answers as the request would", async () => {
      expect(await may("list", "configmaps", namespace, ada)).toBe(true);
      expect(await may("delete", "configmaps", namespace, ada)).toBe(false);
      expect(await may("list", "configmaps", other, ada)).toBe(false);
      expect(await may("get", "secrets", namespace, ada, "shared")).toBe(true);
      expect(await may("get", "secrets", namespace, ada)).toBe(false);
      expect(await may("get", "configmaps", namespace, team)).toBe(true);
    });

    it("probing says what can be listed, and what is not served", async () => {
      const as = { impersonate: ada };
      expect(await probeList(bench().portal, pathOf("configmaps", namespace), as)).toBe("allowed");
      expect(await probeList(bench().portal, pathOf("secrets", namespace), as)).toBe("forbidden");
      const unserved = { group: "nothing.example.com", version: "v1", resource: "things" };
      expect(await probeList(bench().portal, unserved)).toBe("unsupported");
    });

    it("a binding that is deleted gives no right any more", async () => {
      const path = { ...pathOf("rolebindings", namespace), name: "reader" };
      await deleteObject(bench().admin, path);
      await expect
        .poll(async () => isForbidden(await list("configmaps", namespace, ada).catch((error: unknown) => error)), {
          timeout: 10_000,
        })
        .toBe(true);
    });
  });
}
