import { mayList, WORLD_NAMESPACES, type World, type WorldUser } from "#lib/access/testing-world";
import { KIND_NAMES } from "#lib/kubernetes/kinds/registry";
import type { CachedKind } from "#lib/kubernetes/types/rows";

const KINDS = new Map<string, CachedKind>(KIND_NAMES.map((kind) => [kind.toLowerCase(), kind]));
const MARK = /mark-(?:(c\d)-(\d|node)-([a-z]+)|[a-z-]+)/g;

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
  const wide = user.status === "active" && user.portalRole !== "member";
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
    active: user.status === "active",
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
    summarises:
      user.status === "active" && (wide || roles.some(({ grants }) => grants.some(({ role }) => role === "manager"))),
    platform: wide && user.portalRole === "platform",
  };
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

function fits({ namespaces }: Grant, namespace: string): boolean {
  return namespaces.some((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(namespace));
}

const CLUSTERS = ["c1", "c2", "c3"];
/** A revision as JSON, also within a text of JSON: it is a digest, in which any word may turn up by chance. */
const REVISION = /(\\*")revision\1:\1[\w-]{22}\1/g;
/** Each name as a word of its own, or right after the sign of a new line or tab. */
const NAMES = new Map(
  [...WORLD_NAMESPACES, ...CLUSTERS].map((name) => [
    name,
    new RegExp(`(?:(?<![A-Za-z0-9*-])|(?<=\\\\[nrt]))${name}(?![A-Za-z0-9*-])`),
  ]),
);

/** What a text shows that this person may not know: marks of rows, names of namespaces and of clusters. */
export function leaksOf(text: string, model: Model): string[] {
  const marks = [...text.matchAll(MARK)].filter(([, clusterId, place = "", kind = ""]) => {
    if (clusterId === undefined) return !model.platform;
    const namespace = place === "node" ? "" : (WORLD_NAMESPACES[Number(place)] ?? "");
    return !model.may(clusterId, namespace, KINDS.get(kind) ?? "Secret");
  });
  const words = text.replaceAll(REVISION, "");
  const shows = (name: string) => words.includes(name) && NAMES.get(name)?.test(words);
  const names = WORLD_NAMESPACES.filter((name) => !model.mayName(name) && shows(name));
  const clusters = CLUSTERS.filter((id) => !model.clusters.includes(id) && shows(id));
  return [...marks.map(([mark]) => mark), ...names, ...clusters];
}
