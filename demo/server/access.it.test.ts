import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DemoCluster } from "../fleet/demo-cluster.ts";
import { accountSubject, clusterRole, clusterRoleBinding, groupSubject, roleBinding } from "../rbac/default-roles.ts";
import { type DemoFleet, startDemoFleet } from "../start-demo-fleet.ts";
import { type Call, call } from "../testing/client.ts";

let fleet: DemoFleet;
let cluster: DemoCluster;
let accountToken: string;

const RBAC = "rbac.authorization.k8s.io";
/** Everything but groups. */
const ACT_AS = ["users", "serviceaccounts", "uids", "userextras/acme.com/project"];

beforeAll(async () => {
  fleet = await startDemoFleet({
    scenario: {
      name: "access",
      seed: "access",
      clusters: [
        {
          slug: "open",
          controllers: false,
          populate: ({ writer }) => {
            for (const name of ["shop", "bank"])
              writer.create("namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name } });
            writer.create("serviceaccounts", {
              apiVersion: "v1",
              kind: "ServiceAccount",
              metadata: { name: "robot", namespace: "shop" },
            });
            writer.create(
              `clusterroles.${RBAC}`,
              clusterRole("one-map", [
                { apiGroups: [""], resources: ["configmaps"], resourceNames: ["mine"], verbs: ["get", "update"] },
              ]),
            );
            writer.create(
              `rolebindings.${RBAC}`,
              roleBinding("shop", "team", "edit", [groupSubject("wheelhouse:team:shop")]),
            );
            const actAs = { apiGroups: ["", "authentication.k8s.io"], resources: ACT_AS, verbs: ["impersonate"] };
            writer.create(`clusterroles.${RBAC}`, clusterRole("act-as", [actAs]));
            writer.create(
              `clusterrolebindings.${RBAC}`,
              clusterRoleBinding("act-as", "act-as", [accountSubject("shop", "robot")]),
            );
            writer.create(
              `rolebindings.${RBAC}`,
              roleBinding("shop", "robot", "view", [accountSubject("shop", "robot")]),
            );
            writer.create(
              `rolebindings.${RBAC}`,
              roleBinding("shop", "one-map", "one-map", [{ kind: "User", name: "ann", apiGroup: RBAC }]),
            );
          },
        },
        {
          slug: "narrow",
          controllers: false,
          onlyNamespaces: ["shop"],
          populate: ({ writer }) =>
            void writer.create("namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } }),
        },
      ],
    },
  });
  cluster = fleet.cluster("open");
  const request = await call(cluster, "/api/v1/namespaces/shop/serviceaccounts/robot/token", {
    ...asGroup("system:masters", "POST"),
    body: { spec: { expirationSeconds: 3600 } },
  });
  accountToken = String((request.json.status as { token: string }).token);
});
afterAll(() => fleet.stop());

function asGroup(group: string, method = "GET"): Call {
  return { method, headers: { "impersonate-user": "someone", "impersonate-group": group } };
}

describe("who is let in", () => {
  it("a bad token is 401, none is the anonymous user", async () => {
    expect((await call(cluster, "/api/v1/pods", { token: "rubbish" })).json).toMatchObject({
      code: 401,
      reason: "Unauthorized",
    });
    const anonymous = await call(cluster, "/api/v1/pods", { token: null });
    expect(anonymous.json.message).toBe(
      'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" at the cluster scope',
    );
    expect((await call(cluster, "/livez", { token: null })).text).toBe("ok");
    expect((await call(cluster, "/metrics", { token: null })).json.message).toBe(
      'forbidden: User "system:anonymous" cannot get path "/metrics"',
    );
  });

  it("a token of a service account works until it expires and not when altered", async () => {
    expect((await call(cluster, "/api/v1/namespaces/shop/pods", { token: accountToken })).status).toBe(200);
    expect(
      (await call(cluster, "/api/v1/namespaces/shop/pods", { token: `${accountToken.slice(0, -2)}xx` })).status,
    ).toBe(401);
  });
});

describe("what is allowed", () => {
  it.each([
    ["/api/v1/namespaces/shop/pods", "GET", 200],
    ["/api/v1/namespaces/shop/secrets", "GET", 200],
    ["/api/v1/namespaces/bank/pods", "GET", 403],
    ["/api/v1/pods", "GET", 403],
    ["/api/v1/nodes", "GET", 403],
    ["/api/v1/namespaces/shop/pods/none/log", "GET", 404],
    [`/apis/${RBAC}/v1/namespaces/shop/rolebindings`, "GET", 403],
    ["/apis/apps/v1/namespaces/shop/deployments/none/scale", "GET", 404],
    ["/api/v1/namespaces/shop/resourcequotas", "DELETE", 403],
  ])("a team member: %s %s is %d", async (path, method, status) => {
    expect((await call(cluster, path, asGroup("wheelhouse:team:shop", method))).status).toBe(status);
  });

  it("names the user, the verb, the resource and the namespace", async () => {
    const answer = await call(cluster, "/apis/apps/v1/namespaces/bank/deployments/x/scale", {
      method: "PATCH",
      body: {},
      headers: { "impersonate-user": "ann", "content-type": "application/merge-patch+json" },
    });
    expect(answer.json).toMatchObject({
      reason: "Forbidden",
      details: { group: "apps", kind: "deployments", name: "x" },
      message:
        'deployments.apps "x" is forbidden: User "ann" cannot patch resource "deployments/scale" in API group "apps" in the namespace "bank"',
    });
  });

  it("resourceNames allow one object, also by a list of that name", async () => {
    const ann = { headers: { "impersonate-user": "ann" } };
    expect((await call(cluster, "/api/v1/namespaces/shop/configmaps/mine", ann)).status).toBe(404);
    expect((await call(cluster, "/api/v1/namespaces/shop/configmaps/other", ann)).status).toBe(403);
  });

  it("a narrow credential reads its namespaces and nothing cluster-wide", async () => {
    const narrow = fleet.cluster("narrow");
    const statuses = await Promise.all(
      [
        "/api/v1/namespaces/shop/pods",
        "/api/v1/pods",
        "/api/v1/namespaces",
        "/api/v1/nodes",
        "/api/v1/namespaces/kube-system/pods",
      ].map(async (path) => (await call(narrow, path)).status),
    );
    expect(statuses).toEqual([200, 403, 403, 403, 403]);
  });
});

describe("impersonation", () => {
  it("needs the right for each of user, groups, uid and extra", async () => {
    const robot = (headers: Record<string, string>) =>
      call(cluster, "/api/v1/namespaces/shop/pods", { token: accountToken, headers });
    expect((await robot({ "impersonate-user": "ann", "impersonate-group": "admins" })).json.message).toBe(
      'groups "admins" is forbidden: User "system:serviceaccount:shop:robot" cannot impersonate resource "groups" in API group "" at the cluster scope',
    );
    expect((await call(cluster, "/api/v1/pods", { headers: { "impersonate-group": "x" } })).status).toBe(500);
  });

  it("replaces the identity with user, uid and extra", async () => {
    const who = await call(cluster, "/apis/authentication.k8s.io/v1/selfsubjectreviews", {
      method: "POST",
      token: accountToken,
      body: { apiVersion: "authentication.k8s.io/v1", kind: "SelfSubjectReview" },
      headers: {
        "impersonate-user": "ann",
        "impersonate-uid": "u-1",
        "impersonate-extra-acme.com%2fproject": "p",
      },
    });
    expect(who.json.status).toEqual({
      userInfo: {
        username: "ann",
        uid: "u-1",
        groups: ["system:authenticated"],
        extra: { "acme.com/project": ["p"] },
      },
    });
  });

  it("keeps groups as sent, also with commas, and adds system:authenticated", async () => {
    const groups = ["a", "b, with comma"];
    const who = await call(cluster, "/apis/authentication.k8s.io/v1/selfsubjectreviews", {
      method: "POST",
      body: {},
      headers: { "impersonate-user": "ann", "impersonate-group": groups },
    });
    expect(who.json.status).toMatchObject({ userInfo: { groups: [...groups, "system:authenticated"] } });
  });

  it("of a service account brings its groups", async () => {
    const who = await call(cluster, "/apis/authentication.k8s.io/v1/selfsubjectreviews", {
      method: "POST",
      token: accountToken,
      body: {},
      headers: { "impersonate-user": "system:serviceaccount:shop:robot" },
    });
    expect(who.json.status).toMatchObject({
      userInfo: { groups: ["system:serviceaccounts", "system:serviceaccounts:shop", "system:authenticated"] },
    });
  });
});

describe("reviews", () => {
  const review = (attributes: object, headers: Record<string, string> = {}) =>
    call(cluster, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", {
      method: "POST",
      body: { kind: "SelfSubjectAccessReview", spec: attributes },
      headers,
    });

  it.each([
    [{ resourceAttributes: { verb: "list", resource: "pods", namespace: "shop" } }, true],
    [{ resourceAttributes: { verb: "list", resource: "pods" } }, false],
    [{ resourceAttributes: { verb: "get", resource: "pods", subresource: "log", namespace: "shop" } }, true],
    [{ resourceAttributes: { verb: "create", group: RBAC, resource: "rolebindings", namespace: "shop" } }, false],
    [{ nonResourceAttributes: { verb: "get", path: "/version" } }, true],
    [{ nonResourceAttributes: { verb: "get", path: "/metrics" } }, false],
  ])("%j → %s", async (attributes, allowed) => {
    const { status, json } = await review(attributes, {
      "impersonate-user": "bob",
      "impersonate-group": "wheelhouse:team:shop",
    });
    expect(status).toBe(201);
    expect(json.status).toMatchObject({ allowed });
  });

  it("says which binding allowed it", async () => {
    const { json } = await review(
      { resourceAttributes: { verb: "list", resource: "pods", namespace: "shop" } },
      { "impersonate-user": "bob", "impersonate-group": "wheelhouse:team:shop" },
    );
    expect(json.status).toMatchObject({
      reason: 'RBAC: allowed by RoleBinding "team/shop" of ClusterRole "edit" to Group "wheelhouse:team:shop"',
    });
  });
});
