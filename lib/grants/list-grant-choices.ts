import { requireAccess } from "#lib/access/require";
import type { Context } from "#lib/context";
import type { GrantChoices } from "./schemas.ts";

/** Everything that the form of a grant offers to choose from. Only for those who may grant. */
export async function listGrantChoices(ctx: Context): Promise<GrantChoices> {
  await requireAccess(ctx, { kind: "portal", action: "grants.manage" });
  const { prisma } = ctx.runtime.db;
  const named = { select: { id: true, slug: true, name: true }, orderBy: { name: "asc" } } as const;
  const users = await prisma.user.findMany({
    where: { status: "active" },
    select: { id: true, email: true, displayName: true },
    orderBy: { displayName: "asc" },
  });
  const clusters = await prisma.cluster.findMany({
    select: { id: true, slug: true, displayName: true },
    orderBy: { displayName: "asc" },
  });
  return {
    teams: await prisma.team.findMany(named),
    users: users.map((user) => ({ id: user.id, slug: user.email, name: user.displayName })),
    clusters: clusters.map((cluster) => ({ id: cluster.id, slug: cluster.slug, name: cluster.displayName })),
    groups: await prisma.clusterGroup.findMany(named),
    environments: await prisma.environment.findMany({ ...named, orderBy: { rank: "asc" } }),
  };
}
