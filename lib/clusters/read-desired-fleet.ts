import type { Database } from "#lib/db/open-database";

/** One registered cluster as the fleet should hold it. No secret. */
export type DesiredCluster = {
  readonly id: string;
  readonly slug: string;
  readonly active: boolean;
  readonly version: number;
  readonly server: string;
  readonly ca: string | undefined;
  readonly tlsServerName: string | undefined;
  /** Undefined: nothing is stored; an operator's own file may have one. */
  readonly credentialId: string | undefined;
  /** Namespaces to watch one by one where the credential cannot list cluster-wide: sorted, without patterns. */
  readonly namespaces: readonly string[];
};

/** What the inventory says about every cluster. @param now epoch milliseconds; grants that ended name no namespace. */
export async function readDesiredFleet(db: Database, now: number): Promise<DesiredCluster[]> {
  const clusters = await db.prisma.cluster.findMany({
    include: {
      credentials: { where: { status: "active", purpose: "observe" }, select: { id: true } },
      groups: { select: { groupId: true } },
    },
  });
  const grants = await db.prisma.grant.findMany({
    where: { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date(now) } }] },
    select: { clusterId: true, clusterGroupId: true, environmentId: true, namespaces: true },
  });
  const byTarget = groupNames(grants);
  return clusters.map((cluster) => {
    const targets = [cluster.id, cluster.environmentId, ...cluster.groups.map((member) => member.groupId)];
    const names = new Set(targets.flatMap((target) => [...(byTarget.get(target) ?? [])]));
    if (cluster.defaultNamespace !== null) names.add(cluster.defaultNamespace);
    return {
      id: cluster.id,
      slug: cluster.slug,
      active: cluster.state === "active",
      version: cluster.version,
      server: cluster.server,
      ca: cluster.caBundle ?? undefined,
      tlsServerName: cluster.tlsServerName ?? undefined,
      credentialId: cluster.credentials[0]?.id,
      namespaces: [...names].sort(),
    };
  });
}

type GrantPlace = {
  clusterId: string | null;
  clusterGroupId: string | null;
  environmentId: string | null;
  namespaces: string[];
};

/** Literal namespace names by the id of the target that grants them. */
function groupNames(grants: readonly GrantPlace[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byTarget = new Map<string, Set<string>>();
  for (const grant of grants) {
    const target = grant.clusterId ?? grant.clusterGroupId ?? grant.environmentId ?? "";
    const names = byTarget.get(target) ?? new Set();
    for (const name of grant.namespaces) if (!name.includes("*")) names.add(name);
    byTarget.set(target, names);
  }
  return byTarget;
}
