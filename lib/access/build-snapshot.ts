import { capRole } from "./cap-role.ts";
import type { AccessSnapshot } from "./snapshot.ts";
import type { Binding, GrantRole, PortalRole, TeamRole } from "./types.ts";

export type GrantRecord = {
  readonly id: string;
  readonly teamId: string | undefined;
  readonly teamSlug: string | undefined;
  readonly userId: string | undefined;
  readonly targetKind: "cluster" | "cluster-group" | "environment";
  readonly targetId: string;
  readonly targetSlug: string;
  readonly namespaces: readonly string[];
  readonly role: GrantRole;
  readonly reason: string;
  readonly startsAt: number;
  readonly expiresAt: number | undefined;
};

export type ClusterRecord = {
  readonly id: string;
  readonly slug: string;
  readonly paused: boolean;
  readonly environmentId: string;
  readonly groupIds: readonly string[];
};

/** The database's answer about one person. `grants` are not revoked; theirs, their teams', or (portal roles) all teams'. */
export type AccessRecords = {
  readonly userId: string;
  readonly epoch: number;
  readonly status: "active" | "suspended";
  readonly portalRole: PortalRole;
  readonly memberships: readonly { readonly teamId: string; readonly slug: string; readonly role: TeamRole }[];
  readonly grants: readonly GrantRecord[];
  readonly clusters: readonly ClusterRecord[];
};

/** Turns records into bindings: grants on groups and environments become one binding per cluster. Pure. */
export function buildSnapshot(records: AccessRecords): AccessSnapshot {
  const teams = new Map(records.memberships.map((membership) => [membership.teamId, membership]));
  const bindings: Binding[] = [...portalBindings(records.portalRole)];
  const teamRegions = new Map<string, Binding[]>();
  for (const grant of records.grants) {
    const team = grant.teamId === undefined ? undefined : teams.get(grant.teamId);
    const expanded = expandGrant(grant, team?.role, records.clusters);
    const own = grant.teamId === undefined ? grant.userId === records.userId : team !== undefined;
    if (own) bindings.push(...expanded);
    if (grant.teamId === undefined) continue;
    teamRegions.set(grant.teamId, [...(teamRegions.get(grant.teamId) ?? []), ...expanded]);
  }
  return {
    userId: records.userId,
    epoch: records.epoch,
    active: records.status === "active",
    portalRole: records.portalRole,
    teams: records.memberships,
    bindings,
    teamRegions,
    clusters: new Map(records.clusters.map(({ id, slug, paused }) => [id, { id, slug, paused }])),
  };
}

/** What somebody unknown has: nothing. */
export function emptySnapshot(userId: string): AccessSnapshot {
  return buildSnapshot({
    userId,
    epoch: 0,
    status: "suspended",
    portalRole: "member",
    memberships: [],
    grants: [],
    clusters: [],
  });
}

function portalBindings(role: PortalRole): Binding[] {
  if (role === "member") return [];
  return [
    {
      source: "portal-role",
      grantId: undefined,
      teamId: undefined,
      teamSlug: undefined,
      teamRole: undefined,
      role,
      clusterId: undefined,
      targetKind: "all",
      targetSlug: undefined,
      namespaces: ["*"],
      startsAt: undefined,
      expiresAt: undefined,
      reason: undefined,
    },
  ];
}

function expandGrant(
  grant: GrantRecord,
  teamRole: TeamRole | undefined,
  clusters: readonly ClusterRecord[],
): Binding[] {
  return clusters
    .filter((cluster) => isTarget(grant, cluster))
    .map((cluster) => ({
      source: "grant",
      grantId: grant.id,
      teamId: grant.teamId,
      teamSlug: grant.teamSlug,
      teamRole,
      role: capRole(grant.role, teamRole),
      clusterId: cluster.id,
      targetKind: grant.targetKind,
      targetSlug: grant.targetSlug,
      namespaces: grant.namespaces,
      startsAt: grant.startsAt,
      expiresAt: grant.expiresAt,
      reason: grant.reason,
    }));
}

function isTarget(grant: GrantRecord, cluster: ClusterRecord): boolean {
  if (grant.targetKind === "cluster") return grant.targetId === cluster.id;
  if (grant.targetKind === "environment") return grant.targetId === cluster.environmentId;
  return cluster.groupIds.includes(grant.targetId);
}
