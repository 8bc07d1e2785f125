import { WORLD_NOW, type World, type WorldGrant, type WorldUser } from "#lib/access/testing-world";
import { eventsOf, handsOf, personMark, storedGrants, type WorldEvent } from "./memory-inventory.ts";

/** What a rule of its own lets one answer of the inventory tell: its rows, and the words that they bring with them. */
export type Told<T> = { readonly rows: readonly T[]; readonly words: ReadonlySet<string> };

/**
 * The grants of a team are told whole to its owners and to platform engineers, also those that have ended or not begun:
 * with their namespaces, their target, and the names of who gave and revoked them. Undefined: refused.
 */
export function grantsToldTo(world: World, user: WorldUser, teamId: string): Told<WorldGrant> | undefined {
  if (user.status !== "active" || !(user.portalRole === "platform" || owns(user, teamId))) return undefined;
  const rows = storedGrants(world).filter(({ subject }) => subject.kind === "team" && subject.id === teamId);
  const words = rows.flatMap((grant) => {
    const { giver, revoker } = handsOf(world, grant);
    const people = [giver, ...(grant.revoked ? [revoker] : [])].map(personMark);
    return [...grant.namespaces, grant.targetId, `mark-grant-${grant.id}`, ...people];
  });
  return { rows, words: new Set(words) };
}

/**
 * Events of the audit are told whole to who did them and to the owners of the team that they concern, also where their
 * grants do not reach; all of them to platform engineers. Managers who own no team have no audit. Undefined: refused.
 */
export function eventsToldTo(world: World, user: WorldUser): Told<WorldEvent> | undefined {
  const platform = user.portalRole === "platform";
  const ownsAny = user.memberships.some(({ role }) => role === "owner");
  if (user.status !== "active" || (user.portalRole === "manager" && !ownsAny)) return undefined;
  const rows = eventsOf(world).filter(
    ({ actorId, teamId }) => platform || actorId === user.id || (teamId !== null && owns(user, teamId)),
  );
  const words = rows.flatMap(({ actorId, mark, teamId, clusterId, namespaces }) => {
    return [mark, actorId, personMark(actorId), ...[teamId, clusterId].filter((id) => id !== null), ...namespaces];
  });
  return { rows, words: new Set(words) };
}

/** Grants of a team that are in force: every member may know how many. */
export function grantsInForce(world: World, teamId: string): number {
  const ofTeam = storedGrants(world).filter(({ subject }) => subject.kind === "team" && subject.id === teamId);
  return ofTeam.filter(
    (grant) => !grant.revoked && grant.startsAt <= WORLD_NOW && (grant.expiresAt ?? Infinity) > WORLD_NOW,
  ).length;
}

function owns(user: WorldUser, teamId: string): boolean {
  return user.memberships.some((own) => own.teamId === teamId && own.role === "owner");
}
