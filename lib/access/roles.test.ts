import { describe, expect, test } from "vitest";
import { KINDS } from "#lib/kubernetes/kinds/registry";
import type { CachedKind } from "#lib/kubernetes/types/rows";
import { capRole } from "./cap-role.ts";
import { KIND_RESOURCES, kindCapability } from "./kind-capability.ts";
import { knowsSubresource, roleAllows } from "./roles.ts";
import type { Capability, GrantRole, KubeVerb } from "./types.ts";

const ROLES: GrantRole[] = ["viewer", "developer", "maintainer", "platform", "manager"];
const VERBS: KubeVerb[] = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];

/** `group/resource[/subresource] verb` → the roles that may. */
function rolesFor(text: string): GrantRole[] {
  const [path = "", verb = ""] = text.split(" ");
  const [group = "", resource = "", subresource = ""] = path.split("/");
  return ROLES.filter((role) => roleAllows(role, { group, resource, subresource, verb: verb as KubeVerb }));
}

const FROM_VIEWER = ["viewer", "developer", "maintainer", "platform"];
const FROM_DEVELOPER = ["developer", "maintainer", "platform"];
const FROM_MAINTAINER = ["maintainer", "platform"];

describe("capability tables", () => {
  test.each([
    ["/pods list", FROM_VIEWER],
    ["/pods/log get", FROM_VIEWER],
    ["/events watch", FROM_VIEWER],
    ["/configmaps/metadata list", FROM_VIEWER],
    ["/configmaps get", FROM_DEVELOPER],
    ["/secrets/metadata list", FROM_DEVELOPER],
    ["/secrets get", []],
    ["/secrets list", []],
    ["/secrets watch", []],
    ["/secrets create", []],
    ["/pods delete", FROM_DEVELOPER],
    ["/pods create", FROM_MAINTAINER],
    ["apps/deployments patch", FROM_DEVELOPER],
    ["apps/deployments/scale patch", FROM_DEVELOPER],
    ["apps/deployments create", FROM_MAINTAINER],
    ["apps/deployments delete", FROM_MAINTAINER],
    ["batch/cronjobs update", FROM_MAINTAINER],
    ["/nodes list", ["platform"]],
    ["/resourcequotas list", FROM_VIEWER],
    ["/resourcequotas update", ["platform"]],
    ["/namespaces delete", ["platform"]],
    ["metrics.k8s.io/pods list", FROM_VIEWER],
    ["metrics.k8s.io/nodes list", []],
  ])("%s: %j", (text, roles) => expect(rolesFor(text)).toEqual(roles));

  test.each([
    "/pods/exec create",
    "/pods/exec get",
    "/pods/attach create",
    "/pods/portforward create",
    "/pods/ephemeralcontainers patch",
    "/pods/proxy get",
    "/nodes/proxy get",
    "/services/proxy get",
    "/serviceaccounts/token create",
    "/users impersonate",
    "/pods/execfoo get",
    "/pods/logs get",
    "rbac.authorization.k8s.io/rolebindings create",
    "certificates.k8s.io/certificatesigningrequests create",
    "admissionregistration.k8s.io/validatingwebhookconfigurations create",
    "apiregistration.k8s.io/apiservices create",
    "evil.io/deployments list",
    "/deployments list",
    "apps/pods list",
    "/widgets get",
    "/* get",
    "*/* get",
    "/__proto__ get",
    "/pods constructor",
  ])("nobody may %s", (text) => expect(rolesFor(text)).toEqual([]));

  test("the group is part of the right (H154) and so is the subresource (C7)", () => {
    const capability: Capability = { group: "apps", resource: "deployments", subresource: "", verb: "list" };
    expect(roleAllows("viewer", capability)).toBe(true);
    expect(roleAllows("viewer", { ...capability, group: "evil.io" })).toBe(false);
    expect(knowsSubresource({ ...capability, subresource: "scale" })).toBe(true);
    expect(knowsSubresource({ ...capability, subresource: "exec" })).toBe(false);
  });

  test("each role has all of the smaller one's rights, and a manager has none", () => {
    const kinds = Object.keys(KIND_RESOURCES) as CachedKind[];
    const rights = (role: GrantRole) =>
      kinds.flatMap((kind) =>
        VERBS.filter((verb) => roleAllows(role, kindCapability(kind, verb))).map((verb) => `${kind} ${verb}`),
      );
    const order = ["viewer", "developer", "maintainer", "platform"] as const;
    for (const [index, role] of order.slice(1).entries()) {
      expect(rights(role)).toEqual(expect.arrayContaining(rights(order[index] ?? "viewer")));
    }
    expect(rights("manager")).toEqual([]);
    expect(rights("viewer").every((right) => / (get|list|watch)$/.test(right))).toBe(true);
  });

  test("a viewer of a team gets sight at most, a manager's grant stays sums", () => {
    expect(ROLES.map((role) => capRole(role, "viewer"))).toEqual(["viewer", "viewer", "viewer", "viewer", "manager"]);
    expect(ROLES.map((role) => capRole(role, "member"))).toEqual(ROLES);
    expect(ROLES.map((role) => capRole(role, undefined))).toEqual(ROLES);
  });
});

describe("cached kinds", () => {
  test("are asked for by the group and resource by which the clusters are watched", () => {
    const watched = Object.values(KINDS).map(({ kind, group, resource, namespaced }) => [
      kind,
      group,
      resource,
      namespaced || kind === "Namespace",
    ]);
    const asked = Object.entries(KIND_RESOURCES).map(([kind, { group, resource, clusterScoped }]) => [
      kind,
      group,
      resource,
      !clusterScoped,
    ]);
    expect(asked.sort()).toEqual(watched.sort());
  });

  test("that are cached as names are listed by a right that gives no values", () => {
    const metadataOnly = Object.values(KINDS)
      .filter((definition) => definition.metadataOnly)
      .map(({ kind }) => kind);
    const guarded = Object.entries(KIND_RESOURCES)
      .filter(([, { subresource }]) => subresource === "metadata")
      .map(([kind]) => kind);
    expect(guarded.sort()).toEqual(metadataOnly.sort());
  });
});
