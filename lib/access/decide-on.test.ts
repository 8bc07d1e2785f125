import { describe, expect, test } from "vitest";
import { type AccessRecords, buildSnapshot } from "./build-snapshot.ts";
import { decideOn } from "./decide-on.ts";
import type { PortalAction, PortalRole, TeamRole } from "./types.ts";

const NOW = 1_000;
const ACTIONS: PortalAction[] = [
  "clusters.view",
  "clusters.manage",
  "teams.view",
  "teams.manage",
  "team.members.manage",
  "grants.view",
  "grants.manage",
  "access.explain",
  "users.manage",
  "audit.view",
  "fleet.summary",
];

function person(more: Partial<AccessRecords> = {}): AccessRecords {
  return {
    userId: "u",
    epoch: 1,
    status: "active",
    portalRole: "member",
    memberships: [],
    grants: [],
    clusters: [],
    ...more,
  };
}

function inTeam(role: TeamRole) {
  return { memberships: [{ teamId: "t", slug: "t", role }] };
}

function allowed(records: AccessRecords, teamId?: string): PortalAction[] {
  const snapshot = buildSnapshot(records);
  return ACTIONS.filter((action) => decideOn(snapshot, { kind: "portal", action, teamId }, NOW).allowed);
}

describe("portal actions", () => {
  test("platform engineers may do all of them", () => {
    expect(allowed(person({ portalRole: "platform" }))).toEqual(ACTIONS);
    expect(allowed(person({ portalRole: "platform" }), "any-team")).toEqual(ACTIONS);
  });

  test("managers see sums and clusters, nothing else", () => {
    expect(allowed(person({ portalRole: "manager" }))).toEqual(["clusters.view", "fleet.summary"]);
    expect(allowed(person({ portalRole: "manager" }), "t")).toEqual(["clusters.view", "fleet.summary"]);
  });

  test("somebody without team or grant may open empty lists and see what they did", () => {
    expect(allowed(person())).toEqual(["clusters.view", "audit.view"]);
    expect(allowed(person(), "t")).toEqual(["clusters.view"]);
  });

  test("owners manage the members of their own team and of no other", () => {
    expect(allowed(person(inTeam("owner")), "t")).toEqual([
      "clusters.view",
      "teams.view",
      "team.members.manage",
      "grants.view",
      "audit.view",
    ]);
    expect(allowed(person(inTeam("owner")), "other")).toEqual(["clusters.view"]);
    expect(allowed(person(inTeam("owner")))).toEqual(["clusters.view", "teams.view", "audit.view"]);
  });

  test.each<TeamRole>(["member", "viewer"])("a %s sees their own team and manages nothing", (role) => {
    expect(allowed(person(inTeam(role)), "t")).toEqual(["clusters.view", "teams.view"]);
    expect(allowed(person(inTeam(role)), "other")).toEqual(["clusters.view"]);
  });

  test.each<PortalRole>(["member", "manager", "platform"])("a suspended %s may do nothing", (portalRole) => {
    expect(allowed(person({ ...inTeam("owner"), portalRole, status: "suspended" }))).toEqual([]);
  });

  test("a grant with the role manager gives sums", () => {
    const clusters = [{ id: "c", slug: "c", paused: false, environmentId: "e", groupIds: [] }];
    const grant = {
      id: "g",
      teamId: undefined,
      teamSlug: undefined,
      userId: "u",
      targetKind: "cluster" as const,
      targetId: "c",
      targetSlug: "c",
      namespaces: ["*"],
      role: "manager" as const,
      reason: "",
      startsAt: 0,
      expiresAt: NOW + 1,
    };
    expect(allowed(person({ clusters, grants: [grant] }))).toContain("fleet.summary");
    expect(allowed(person({ clusters, grants: [{ ...grant, expiresAt: NOW }] }))).not.toContain("fleet.summary");
    expect(allowed(person({ clusters, grants: [{ ...grant, role: "viewer" }] }))).not.toContain("fleet.summary");
  });
});

describe("an account", () => {
  const ask = (records: AccessRecords, userId: string) =>
    decideOn(buildSnapshot(records), { kind: "account", userId }, NOW).allowed;

  test.each<PortalRole>(["member", "manager", "platform"])("is a %s's own and nobody else's", (portalRole) => {
    expect(ask(person({ portalRole }), "u")).toBe(true);
    for (const other of ["v", "", "__proto__"]) expect(ask(person({ portalRole }), other)).toBe(false);
  });

  test("is closed to somebody who is suspended", () => {
    expect(ask(person({ status: "suspended" }), "u")).toBe(false);
  });
});

describe("resources", () => {
  const clusters = [{ id: "c", slug: "c", paused: false, environmentId: "e", groupIds: [] }];
  const pods = { group: "", resource: "pods", subresource: "", verb: "list" } as const;

  test("a platform engineer is refused a cluster that is not registered", () => {
    const snapshot = buildSnapshot(person({ portalRole: "platform", clusters }));
    const ask = (clusterId: string) =>
      decideOn(snapshot, { kind: "resource", clusterId, namespace: "a", capability: pods }, NOW);
    expect(ask("c").allowed).toBe(true);
    expect(ask("unknown")).toEqual({ allowed: false, why: "no-grant" });
    expect(ask("__proto__")).toEqual({ allowed: false, why: "no-grant" });
  });

  test("a list over all namespaces needs a grant on all of them, however many names a grant has", () => {
    const grant = (namespaces: string[]) => ({
      id: "g",
      teamId: undefined,
      teamSlug: undefined,
      userId: "u",
      targetKind: "cluster" as const,
      targetId: "c",
      targetSlug: "c",
      namespaces,
      role: "platform" as const,
      reason: "",
      startsAt: 0,
      expiresAt: undefined,
    });
    const ask = (namespaces: string[]) =>
      decideOn(
        buildSnapshot(person({ clusters, grants: [grant(namespaces)] })),
        { kind: "resource", clusterId: "c", namespace: undefined, capability: pods },
        NOW,
      ).allowed;
    expect(ask(["a", "b", "a*", "*a"])).toBe(false);
    expect(ask(["a", "*"])).toBe(true);
    expect(ask([])).toBe(false);
  });

  test("the empty namespace and dots are in no grant, not even in all namespaces", () => {
    const snapshot = buildSnapshot(person({ portalRole: "platform", clusters }));
    const ask = (namespace: string) =>
      decideOn(snapshot, { kind: "resource", clusterId: "c", namespace, capability: pods }, NOW).allowed;
    expect(["", ".", ".."].map(ask)).toEqual([false, false, false]);
  });
});
