import { WORLD_NOW, type World, type WorldGrant } from "#lib/access/testing-world";
import { OWN_PASSWORD } from "#lib/me/own-entry";
import type { Runtime } from "#lib/runtime";
import { auditQuery } from "./audit-query.ts";
import { SECRET_WORDS } from "./marked-rows.ts";
import { memoryTable, type Stored } from "./memory-tables.ts";

export const TEAMS = ["team-pay", "team-shop"];
export const ENVIRONMENTS = ["env-production", "env-staging"];
export const GROUPS = ["group-edge", "group-gpu"];
/** Passwords, sessions and credentials: nobody may read any of it. */
export const NOBODYS = "mark-nobody";
const MADE = new Date(0);

export const personMark = (userId: string) => `mark-person-${userId}`;
export const sessionOf = (userId: string, at = 0) => `${NOBODYS}-session-${userId}-${at}`;
/** How often each person is signed in; the first two have a password, and the first chose it. */
export const sessionsOf = (world: World, userId: string) => 1 + world.users.findIndex(({ id }) => id === userId);

/** The grants of the inventory: those on a cluster end with it. */
export function storedGrants(world: World): readonly WorldGrant[] {
  const exists = (id: string) => world.clusters.some((cluster) => cluster.id === id);
  return world.grants.filter(({ targetKind, targetId }) => targetKind !== "cluster" || exists(targetId));
}

/** Who gave a grant, and who revoked it. */
export function handsOf(world: World, grant: WorldGrant): { giver: string; revoker: string } {
  const at = world.grants.indexOf(grant);
  const one = (index: number) => world.users[index % world.users.length]?.id ?? "";
  return { giver: one(at), revoker: one(at + 1) };
}

/** What the audit of a world holds. */
export type WorldEvent = {
  readonly id: string;
  readonly mark: string;
  readonly action: string;
  readonly actorId: string;
  readonly teamId: string | null;
  readonly clusterId: string | null;
  readonly namespace: string | null;
  readonly namespaces: readonly string[];
};

/** Each grant was given by somebody, each person signed in, and the first person registered the clusters. */
export function eventsOf(world: World): readonly WorldEvent[] {
  const nowhere = { teamId: null, clusterId: null, namespace: null, namespaces: [] };
  const [first] = world.users;
  const given = storedGrants(world).map((grant) => ({
    ...{ action: "grant.create", actorId: handsOf(world, grant).giver, namespaces: grant.namespaces },
    teamId: grant.subject.kind === "team" ? grant.subject.id : null,
    clusterId: grant.targetKind === "cluster" ? grant.targetId : null,
    namespace: grant.namespaces.find((name) => !name.includes("*")) ?? null,
  }));
  const by = (actorId: string, action: string) => ({ ...nowhere, action, actorId });
  const signedIn = world.users.map(({ id }) => by(id, "session.sign-in"));
  const byFirst = first ? [by(first.id, OWN_PASSWORD)] : [];
  const registered = world.clusters.map(({ id }) => ({ ...by(first?.id ?? "", "cluster.register"), clusterId: id }));
  return [...given, ...signedIn, ...byFirst, ...registered].map((event, at) => ({
    ...event,
    id: `00000000-0000-7000-8000-${String(at).padStart(12, "0")}`,
    mark: `mark-event-${at}`,
  }));
}

const made = new WeakMap<World, Runtime["db"]>();

/** For tests: the inventory of a world, as verbs read it; its texts are marked as those of the rows of clusters. */
export function memoryInventory(world: World): Runtime["db"] {
  const known = made.get(world);
  if (known) return known;
  const tables = tablesOf(world);
  const asTables = Object.entries(tables).map(([name, rows]) => [name, memoryTable(() => rows)]);
  const prisma = { ...Object.fromEntries(asTables), $queryRaw: auditQuery(joinedEvents(world)) };
  const db = { prisma } as unknown as Runtime["db"];
  made.set(world, db);
  return db;
}

type Tables = Readonly<Record<TableName, readonly Stored[]>>;
type TableName =
  | "user"
  | "identity"
  | "userSession"
  | "team"
  | "membership"
  | "grant"
  | "auditEvent"
  | "environment"
  | "clusterGroup"
  | "clusterGroupMember"
  | "cluster"
  | "clusterStatus"
  | "clusterCredential";

function tablesOf(world: World): Tables {
  const tables: Tables = { ...peopleOf(world, () => tables), ...placesOf(world, () => tables) };
  return tables;
}

/** The neighbours of a row by a column: the one with this id, or all that point to it. */
function neighbours(tables: () => Tables) {
  const one = (table: TableName, id: unknown) => () => tables()[table].find(({ own }) => own.id === id) ?? null;
  const all = (table: TableName, column: string, id: unknown) => () =>
    tables()[table].filter(({ own }) => own[column] === id);
  return { one, all };
}

function peopleOf(world: World, tables: () => Tables) {
  const { one, all } = neighbours(tables);
  const user = world.users.map(({ id, portalRole, status }) => ({
    own: {
      ...{ id, email: `mark-email-${id}@example.com`, displayName: personMark(id), portalRole, status },
      ...{ accessEpoch: 1, createdAt: MADE, updatedAt: MADE },
    },
    to: {
      ...{ memberships: all("membership", "userId", id), sessions: all("userSession", "userId", id) },
      ...{ identities: all("identity", "userId", id), grants: all("grant", "userId", id) },
    },
  }));
  const identity = world.users.slice(0, 2).map(({ id }) => ({
    own: {
      ...{ id: `identity-${id}`, userId: id, issuer: "local", subject: `mark-email-${id}`, passwordHash: NOBODYS },
      ...{ createdAt: MADE, updatedAt: MADE },
    },
    to: { user: one("user", id) },
  }));
  const userSession = world.users.flatMap(({ id }) =>
    Array.from({ length: sessionsOf(world, id) }, (_, at) => ({
      own: {
        ...{ id: sessionOf(id, at), userId: id, revokedAt: null, userAgent: "Firefox/1 (Linux)" },
        ...{ createdAt: MADE, lastSeenAt: MADE, idleUntil: later(), expiresAt: later() },
      },
      to: { user: one("user", id) },
    })),
  );
  const team = TEAMS.map((id) => ({
    own: {
      ...{ id, slug: id, name: id, description: `mark-${id}`, costCentre: `mark-${id}`, version: 1 },
      ...{ createdAt: MADE, updatedAt: MADE },
    },
    to: { memberships: all("membership", "teamId", id), grants: all("grant", "teamId", id) },
  }));
  const membership = world.users.flatMap(({ id, memberships }) =>
    memberships.map(({ teamId, role }) => ({
      own: { id: `${id}-${teamId}`, userId: id, teamId, role, createdAt: MADE },
      to: { user: one("user", id), team: one("team", teamId) },
    })),
  );
  return { user, identity, userSession, team, membership };
}

function placesOf(world: World, tables: () => Tables) {
  const { one, all } = neighbours(tables);
  const named = (id: string) => ({ id, slug: id, name: id, createdAt: MADE });
  const environment = ENVIRONMENTS.map((id) => ({
    own: { ...named(id), rank: 1, isProduction: false },
    to: { clusters: all("cluster", "environmentId", id), grants: all("grant", "environmentId", id) },
  }));
  const clusterGroup = GROUPS.map((id) => ({
    own: { ...named(id), description: SECRET_WORDS },
    to: { members: all("clusterGroupMember", "groupId", id), grants: all("grant", "clusterGroupId", id) },
  }));
  const clusterGroupMember = world.clusters.flatMap(({ id, groupIds }) =>
    groupIds.map((groupId) => ({
      own: { groupId, clusterId: id },
      to: { group: one("clusterGroup", groupId), cluster: one("cluster", id) },
    })),
  );
  const cluster = world.clusters.map(({ id, environmentId }) => ({
    own: clusterColumns(id, environmentId),
    to: {
      environment: one("environment", environmentId),
      status: () => tables().clusterStatus.find(({ own }) => own.clusterId === id) ?? null,
      ...{ credentials: all("clusterCredential", "clusterId", id), grants: all("grant", "clusterId", id) },
      groups: all("clusterGroupMember", "clusterId", id),
    },
  }));
  const ofCluster = (columns: object) =>
    world.clusters.map(({ id }) => ({ own: { ...columns, clusterId: id }, to: { cluster: one("cluster", id) } }));
  const clusterStatus = ofCluster({
    ...{ nodeCount: 77, podCount: 88, k8sVersion: "v1.35.0", latencyMs: 1, diagnosis: null, reachable: true },
    ...{ reason: SECRET_WORDS, lastOkAt: new Date(WORLD_NOW), updatedAt: MADE },
  });
  const clusterCredential = ofCluster({
    ...{ id: "credential", purpose: "observe", kind: "token", status: "active", fingerprint: SECRET_WORDS },
    ...{ ciphertext: NOBODYS, notAfter: null, createdAt: MADE, lastUsedAt: null },
  });
  const more = { grant: grantRows(world, tables), auditEvent: eventRows(world) };
  return { environment, clusterGroup, clusterGroupMember, cluster, clusterStatus, clusterCredential, ...more };
}

function clusterColumns(id: string, environmentId: string) {
  return {
    ...{ id, slug: id, displayName: id, description: "", state: "active", server: `https://${SECRET_WORDS}.example` },
    ...{ environmentId, createdAt: MADE, updatedAt: MADE, createdById: null, version: 1, caBundle: SECRET_WORDS },
    ...{ provider: null, region: null, tlsServerName: null, kubeSystemUid: SECRET_WORDS, defaultNamespace: null },
  };
}

function grantRows(world: World, tables: () => Tables): Stored[] {
  const { one } = neighbours(tables);
  return storedGrants(world).map((grant) => {
    const { id, subject, targetKind, targetId, namespaces, role, startsAt, expiresAt, revoked } = grant;
    const { giver, revoker } = handsOf(world, grant);
    const of = (kind: string, wanted: string, value: string) => (kind === wanted ? value : null);
    const columns = {
      ...{ teamId: of(subject.kind, "team", subject.id), userId: of(subject.kind, "user", subject.id) },
      clusterId: of(targetKind, "cluster", targetId),
      clusterGroupId: of(targetKind, "cluster-group", targetId),
      environmentId: of(targetKind, "environment", targetId),
    };
    return {
      own: {
        ...{ id, ...columns, namespaces, role, reason: `mark-grant-${id}`, source: "manual", createdAt: MADE },
        ...{ startsAt: new Date(startsAt), expiresAt: expiresAt === undefined ? null : new Date(expiresAt) },
        ...{ revokedAt: revoked ? new Date(WORLD_NOW - 5) : null, revokedById: revoked ? revoker : null },
        createdById: giver,
      },
      to: {
        ...{ team: one("team", columns.teamId), user: one("user", columns.userId) },
        ...{ cluster: one("cluster", columns.clusterId), environment: one("environment", columns.environmentId) },
        clusterGroup: one("clusterGroup", columns.clusterGroupId),
      },
    };
  });
}

function eventRows(world: World): Stored[] {
  return eventsOf(world).map(({ mark, namespaces, ...event }, at) => ({
    own: {
      ...event,
      ...{ seq: BigInt(at), at: new Date(WORLD_NOW - 1000 + at), phase: "event", intentId: null, requestId: null },
      ...{ actorName: personMark(event.actorId), targetKind: "thing", targetId: null, targetName: mark },
      ...{ result: "succeeded", detail: { namespaces, text: mark } },
    },
    to: {},
  }));
}

/** The rows of the audit as its query joins them. */
function joinedEvents(world: World) {
  return eventRows(world).map(({ own }) => ({
    ...{ id: String(own.id), seq: own.seq as bigint, at: own.at as Date, action: String(own.action) },
    ...{ actor_id: own.actorId, actor_name: own.actorName, target_kind: own.targetKind, target_id: own.targetId },
    ...{ target_name: own.targetName, team_id: own.teamId, team_slug: own.teamId, cluster_slug: own.clusterId },
    ...{ namespace: own.namespace, result: own.result, request_id: own.requestId, detail: own.detail },
  }));
}

function later(): Date {
  return new Date(WORLD_NOW + 86_400_000);
}
