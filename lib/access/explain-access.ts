import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { deriveExplanation } from "./derive-explanation.ts";
import type { ExplanationFacts, GrantFacts } from "./explanation.ts";
import { requireAccess } from "./require.ts";
import type { AccessExplanation, ExplainAccessInput } from "./schemas.ts";

/**
 * "Why can this person see this?" The chains of user, team, grant and role that allow it, or the nearest misses.
 * @throws `forbidden` without `access.explain`; `not_found` for an unknown person or cluster.
 */
export async function explainAccess(ctx: Context, input: ExplainAccessInput): Promise<AccessExplanation> {
  await requireAccess(ctx, { kind: "portal", action: "access.explain" });
  const { namespace, group, resource, subresource, verb } = input;
  const question = { namespace, capability: { group, resource, subresource, verb } };
  return deriveExplanation(await readFacts(ctx, input), question, ctx.runtime.clock.now());
}

async function readFacts(ctx: Context, { userId, cluster: slug }: ExplainAccessInput): Promise<ExplanationFacts> {
  const { prisma } = ctx.runtime.db;
  const [user, cluster] = await Promise.all([
    prisma.user.findUnique({ where: { id: userId }, include: { memberships: { include: { team: true } } } }),
    prisma.cluster.findUnique({ where: { slug }, include: { groups: true } }),
  ]);
  if (!user || !cluster) throw failure("not_found");
  const teamIds = user.memberships.map((membership) => membership.teamId);
  const grants = await prisma.grant.findMany({
    where: { OR: [{ userId }, { teamId: { in: teamIds } }] },
    include: { cluster: true, clusterGroup: true, environment: true },
    orderBy: { id: "desc" },
  });
  const roles = new Map(
    user.memberships.map(({ teamId, role, team }) => [teamId, { id: teamId, name: team.slug, role }]),
  );
  return {
    person: { name: user.displayName, status: user.status, portalRole: user.portalRole },
    cluster: { name: cluster.slug },
    teams: teamIds.length,
    grants: grants.map((grant) => ({
      ...factsOf(grant),
      team: grant.teamId === null ? undefined : roles.get(grant.teamId),
      reachesCluster:
        grant.clusterId === cluster.id ||
        grant.environmentId === cluster.environmentId ||
        cluster.groups.some(({ groupId }) => groupId === grant.clusterGroupId),
    })),
  };
}

type StoredGrant = {
  id: string;
  namespaces: string[];
  role: GrantFacts["role"];
  reason: string;
  startsAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  cluster: { slug: string } | null;
  clusterGroup: { slug: string } | null;
  environment: { slug: string } | null;
};

function factsOf(grant: StoredGrant): Omit<GrantFacts, "team" | "reachesCluster"> {
  return {
    id: grant.id,
    target: targetOf(grant),
    namespaces: grant.namespaces,
    role: grant.role,
    reason: grant.reason,
    startsAt: grant.startsAt.getTime(),
    expiresAt: grant.expiresAt?.getTime(),
    revokedAt: grant.revokedAt?.getTime(),
  };
}

function targetOf(grant: StoredGrant): GrantFacts["target"] {
  if (grant.cluster) return { kind: "cluster", name: grant.cluster.slug };
  if (grant.clusterGroup) return { kind: "cluster-group", name: grant.clusterGroup.slug };
  return { kind: "environment", name: grant.environment?.slug ?? "unknown" };
}
