import fc from "fast-check";
import type { CachedKind } from "#lib/kubernetes/types/rows";
import type { AccessRecords, GrantRecord } from "./build-snapshot.ts";
import type { GrantRole, PortalRole, TeamRole } from "./types.ts";

/** For tests: a small random portal with everything that may decide what somebody sees. */
export type World = {
  readonly clusters: readonly { id: string; environmentId: string; groupIds: readonly string[] }[];
  readonly users: readonly WorldUser[];
  readonly grants: readonly WorldGrant[];
  /** Namespaces that exist, by cluster. */
  readonly namespaces: Readonly<Record<string, readonly string[]>>;
};
export type WorldUser = {
  readonly id: string;
  readonly portalRole: PortalRole;
  readonly status: "active" | "suspended";
  readonly memberships: readonly { teamId: string; role: TeamRole }[];
};
export type WorldGrant = {
  readonly id: string;
  readonly subject: { readonly kind: "team" | "user"; readonly id: string };
  readonly targetKind: GrantRecord["targetKind"];
  readonly targetId: string;
  readonly namespaces: readonly string[];
  readonly role: GrantRole;
  readonly startsAt: number;
  readonly expiresAt: number | undefined;
  readonly revoked: boolean;
};

/** The moment at which worlds are looked at; grants start and end around it. */
export const WORLD_NOW = 1_000_000;
const TIMES = [WORLD_NOW - 10, WORLD_NOW, WORLD_NOW + 10, WORLD_NOW + 20];
const CLUSTERS = ["c1", "c2", "c3"];
const ENVIRONMENTS = ["env-production", "env-staging"];
const GROUPS = ["group-edge", "group-gpu"];
const TEAMS = ["team-pay", "team-shop"];
const USERS = ["u1", "u2", "u3"];
/** Names that no sentence holds by chance, and of which some begin or end like others. */
export const WORLD_NAMESPACES = ["nsq", "nsqx", "nsq-prod", "nsz-prod", "team-nsq", "team-nsqx", "kube-system"];
const PATTERN_TEXTS = [...WORLD_NAMESPACES, "*", "nsq*", "*-prod", "team-*", "*nsq*", "t*m-nsq", "**", "n**x", "*-*"];
const REGEXPS = new Map(PATTERN_TEXTS.map((text) => [text, new RegExp(`^${text.replaceAll("*", ".*")}$`)]));

const grantArbitrary = fc.record({
  subject: fc.oneof(
    fc.record({ kind: fc.constant("team" as const), id: fc.constantFrom(...TEAMS) }),
    fc.record({ kind: fc.constant("user" as const), id: fc.constantFrom(...USERS) }),
  ),
  target: fc.oneof(
    fc.record({ targetKind: fc.constant("cluster" as const), targetId: fc.constantFrom(...CLUSTERS) }),
    fc.record({ targetKind: fc.constant("cluster-group" as const), targetId: fc.constantFrom(...GROUPS) }),
    fc.record({ targetKind: fc.constant("environment" as const), targetId: fc.constantFrom(...ENVIRONMENTS) }),
  ),
  namespaces: fc.uniqueArray(fc.constantFrom("*", "*", ...PATTERN_TEXTS), { minLength: 1, maxLength: 3 }),
  role: fc.constantFrom<GrantRole>("viewer", "viewer", "developer", "maintainer", "platform", "manager", "manager"),
  startsAt: fc.constantFrom(0, 0, 0, ...TIMES),
  expiresAt: fc.constantFrom(undefined, undefined, ...TIMES),
  revoked: fc.boolean(),
});

export const worldArbitrary: fc.Arbitrary<World> = fc.record({
  clusters: fc.tuple(...CLUSTERS.map(clusterArbitrary)).map((clusters) => clusters.filter(({ exists }) => exists)),
  users: fc.tuple(...USERS.map(userArbitrary)),
  grants: fc
    .array(grantArbitrary, { maxLength: 7 })
    .map((grants) => grants.map(({ target, ...grant }, index) => ({ id: `g${index}`, ...target, ...grant }))),
  namespaces: fc.record(
    Object.fromEntries(
      CLUSTERS.map((id) => [id, fc.uniqueArray(fc.constantFrom(...WORLD_NAMESPACES), { minLength: 1 })]),
    ),
  ),
});

function clusterArbitrary(id: string) {
  return fc.record({
    id: fc.constant(id),
    environmentId: fc.constantFrom(...ENVIRONMENTS),
    groupIds: fc.subarray(GROUPS),
    exists: fc.integer({ min: 0, max: 5 }).map((number) => number > 0),
  });
}

function userArbitrary(id: string): fc.Arbitrary<WorldUser> {
  const membership = (teamId: string) =>
    fc.record({ teamId: fc.constant(teamId), role: fc.constantFrom<TeamRole>("owner", "member", "viewer") });
  return fc.record({
    id: fc.constant(id),
    portalRole: fc.constantFrom<PortalRole>("member", "member", "member", "manager", "platform"),
    status: fc.constantFrom("active" as const, "active" as const, "active" as const, "suspended" as const),
    memberships: fc.subarray(TEAMS).chain((teams) => fc.tuple(...teams.map(membership))),
  });
}

/** What the database answers about a person of the world (see `load-records.ts`). */
export function recordsOf(world: World, userId: string, now: number): AccessRecords | undefined {
  const user = world.users.find(({ id }) => id === userId);
  if (!user) return undefined;
  const teams = new Set(user.memberships.map(({ teamId }) => teamId));
  const theirs = world.grants.filter(({ subject, revoked, expiresAt }) => {
    if (revoked || (expiresAt !== undefined && expiresAt <= now)) return false;
    if (subject.kind === "user") return subject.id === userId;
    return teams.has(subject.id) || user.portalRole !== "member";
  });
  return {
    userId,
    epoch: 1,
    status: user.status,
    portalRole: user.portalRole,
    memberships: user.memberships.map((membership) => ({ ...membership, slug: membership.teamId })),
    clusters: world.clusters.map(({ id, environmentId, groupIds }) => ({
      id,
      slug: id,
      paused: false,
      environmentId,
      groupIds,
    })),
    grants: theirs.map(({ subject, revoked: _, ...grant }) => ({
      ...grant,
      teamId: subject.kind === "team" ? subject.id : undefined,
      teamSlug: subject.kind === "team" ? subject.id : undefined,
      userId: subject.kind === "user" ? subject.id : undefined,
      targetSlug: grant.targetId,
      reason: "test",
    })),
  };
}

/** For tests: the plainest reading of the rules, by which the engine is judged. */
export function mayList(
  world: World,
  question: { user: WorldUser; clusterId: string; namespace: string; kind: CachedKind; now: number; teamId?: string },
): boolean {
  const { user, clusterId, namespace, kind, now, teamId } = question;
  const cluster = world.clusters.find(({ id }) => id === clusterId);
  if (!cluster || user.status !== "active") return false;
  if (user.portalRole === "platform" && teamId === undefined) return true;
  return world.grants.some((grant) => {
    const membership = user.memberships.find((own) => grant.subject.kind === "team" && own.teamId === grant.subject.id);
    const mine = grant.subject.kind === "user" ? grant.subject.id === user.id : membership !== undefined;
    const throughTeam = grant.subject.kind === "team" && grant.subject.id === teamId;
    const role = membership?.role === "viewer" && grant.role !== "manager" ? "viewer" : grant.role;
    const roles = mine ? [role] : [];
    if (user.portalRole === "platform" && throughTeam) roles.push("platform");
    if (teamId !== undefined && !throughTeam) return false;
    if (grant.revoked || grant.startsAt > now || (grant.expiresAt ?? Infinity) <= now) return false;
    const targets = { cluster: [cluster.id], environment: [cluster.environmentId], "cluster-group": cluster.groupIds };
    if (!targets[grant.targetKind].includes(grant.targetId)) return false;
    if (kind === "Node") return roles.includes("platform") && grant.namespaces.includes("*");
    const named = grant.namespaces.some((pattern) => REGEXPS.get(pattern)?.test(namespace));
    const sees =
      kind === "Secret" ? ["developer", "maintainer", "platform"] : ["viewer", "developer", "maintainer", "platform"];
    return named && roles.some((own) => sees.includes(own));
  });
}
