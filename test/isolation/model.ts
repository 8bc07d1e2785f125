import { mayList, WORLD_NAMESPACES, type World, type WorldUser } from "#lib/access/testing-world";
import { KIND_NAMES } from "#lib/kubernetes/kinds/registry";
import type { CachedKind } from "#lib/kubernetes/types/rows";
import { NOBODYS, TEAMS } from "./memory-inventory.ts";

const KINDS = new Map<string, CachedKind>(KIND_NAMES.map((kind) => [kind.toLowerCase(), kind]));
const MARK = /mark-(?:(c\d)-(\d|node)-([a-z]+)|(person|email|team|grant|event)-([a-z0-9]+)|[a-z-]+)/g;

/** For tests: what one person may know at one moment, by the plainest reading of the grants; the engine is not asked. */
export type Model = ReturnType<typeof modelOf>;

/** @param now epoch milliseconds */
export function modelOf(world: World, user: WorldUser, now: number) {
  const known = new Map<string, boolean>();
  const may = (clusterId: string, namespace: string, kind: CachedKind): boolean => {
    const key = `${clusterId}/${namespace}/${kind}`;
    const answer = known.get(key) ?? mayList(world, { user, clusterId, namespace, kind, now });
    known.set(key, answer);
    return answer;
  };
  const roles = world.clusters.map(({ id }) => ({ id, grants: grantsOn(world, user, id, now) }));
  const active = user.status === "active";
  const wide = active && user.portalRole !== "member";
  const platform = active && user.portalRole === "platform";
  const exists = (clusterId: string) => world.namespaces[clusterId] ?? [];
  const sums = (clusterId: string, namespace: string) =>
    wide || roles.some(({ id, grants }) => id === clusterId && grants.some((grant) => fits(grant, namespace)));
  const nodeSums = (clusterId: string) =>
    wide ||
    roles.some(
      ({ id, grants }) =>
        id === clusterId && grants.some(({ role, namespaces }) => SUMS_NODES.has(role) && namespaces.includes("*")),
    );
  return {
    active,
    may,
    sums,
    nodeSums,
    /** Clusters that are in view at all. */
    clusters: roles.filter(({ grants }) => wide || grants.length > 0).map(({ id }) => id),
    /** `cluster/namespace` of the places whose rows of a kind may be listed. */
    places: (kind: CachedKind) =>
      world.clusters.flatMap(({ id }) =>
        exists(id)
          .filter((one) => may(id, one, kind))
          .map((one) => `${id}/${one}`),
      ),
    mayName: (namespace: string) => wide || roles.some(({ grants }) => grants.some((grant) => fits(grant, namespace))),
    summarises: active && (wide || roles.some(({ grants }) => grants.some(({ role }) => role === "manager"))),
    platform,
    /** Teams whose page a person may open, and teams that they may name. */
    mayOpen: (teamId: string) => platform || (active && isIn(user, teamId)),
    mayNameTeam: (teamId: string) => wide || (active && isIn(user, teamId)),
    mayNamePerson: (id: string) => platform || (active && (id === user.id || shareTeam(user, personOf(world, id)))),
  };
}

function personOf(world: World, id: string): WorldUser | undefined {
  return world.users.find((user) => user.id === id);
}

function isIn(user: WorldUser | undefined, teamId: string): boolean {
  return user?.memberships.some((own) => own.teamId === teamId) ?? false;
}

function shareTeam(user: WorldUser, other: WorldUser | undefined): boolean {
  return user.memberships.some(({ teamId }) => isIn(other, teamId));
}

const SUMS_NODES: ReadonlySet<string> = new Set(["manager", "platform"]);

type Grant = { readonly role: string; readonly namespaces: readonly string[] };

/** The person's own grants that reach a cluster now, with the role that they really give. */
function grantsOn(world: World, user: WorldUser, clusterId: string, now: number): Grant[] {
  const cluster = world.clusters.find(({ id }) => id === clusterId);
  if (!cluster || user.status !== "active") return [];
  const targets = { cluster: [cluster.id], environment: [cluster.environmentId], "cluster-group": cluster.groupIds };
  return world.grants.flatMap((grant) => {
    const team = user.memberships.find(({ teamId }) => grant.subject.kind === "team" && teamId === grant.subject.id);
    const mine = grant.subject.kind === "user" ? grant.subject.id === user.id : team !== undefined;
    const current = !grant.revoked && grant.startsAt <= now && (grant.expiresAt ?? Number.POSITIVE_INFINITY) > now;
    if (!mine || !current || !targets[grant.targetKind].includes(grant.targetId)) return [];
    const role = team?.role === "viewer" && grant.role !== "manager" ? "viewer" : grant.role;
    return [{ role, namespaces: grant.namespaces }];
  });
}

const patterns = new Map<string, RegExp>();

function fits({ namespaces }: Grant, namespace: string): boolean {
  return namespaces.some((pattern) => {
    const known = patterns.get(pattern) ?? new RegExp(`^${pattern.replaceAll("*", ".*")}$`);
    patterns.set(pattern, known);
    return known.test(namespace);
  });
}

const CLUSTERS = ["c1", "c2", "c3"];
const PEOPLE = ["u1", "u2", "u3"];
/** A revision as JSON, also within a text of JSON: it is a digest, in which any word may turn up by chance. */
const REVISION = /(\\*")revision\1:\1[\w-]{22}\1/g;
/** Each name as a word of its own, or right after the sign of a new line or tab. */
const NAMES = new Map(
  [...WORLD_NAMESPACES, ...CLUSTERS, ...TEAMS, ...PEOPLE].map((name) => [
    name,
    new RegExp(`(?:(?<![A-Za-z0-9*-])|(?<=\\\\[nrt]))${name}(?![A-Za-z0-9*-])`),
  ]),
);

/**
 * What a text shows that this person may not know: marks of rows and of the inventory, names of namespaces, clusters,
 * teams and people.
 * @param told what a rule of its own lets this one answer tell besides
 */
export function leaksOf(text: string, model: Model, told: ReadonlySet<string> = NOTHING): string[] {
  const marks = [...text.matchAll(MARK)].filter((mark) => !mayReadMark(mark, model)).map(([mark]) => mark);
  const words = text.replaceAll(REVISION, "");
  const shown = (name: string) => words.includes(name) && NAMES.get(name)?.test(words);
  const among = (names: readonly string[], may: (name: string) => boolean) =>
    names.filter((name) => !may(name) && shown(name));
  const names = [
    ...among(WORLD_NAMESPACES, model.mayName),
    ...among(CLUSTERS, (id) => model.clusters.includes(id)),
    ...among(TEAMS, model.mayNameTeam),
    ...among(PEOPLE, model.mayNamePerson),
  ];
  return [...marks, ...names].filter((leak) => !told.has(leak));
}

const NOTHING: ReadonlySet<string> = new Set();

function mayReadMark(
  [mark, clusterId, place = "", kind = "", thing, id = ""]: RegExpMatchArray,
  model: Model,
): boolean {
  if (clusterId !== undefined) {
    const namespace = place === "node" ? "" : (WORLD_NAMESPACES[Number(place)] ?? "");
    return model.may(clusterId, namespace, KINDS.get(kind) ?? "Secret");
  }
  if (thing === "person" || thing === "email") return model.mayNamePerson(id);
  if (thing === "team") return model.mayOpen(`team-${id}`);
  return model.platform && !mark.startsWith(NOBODYS);
}
