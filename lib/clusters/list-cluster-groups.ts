import { requireAccess } from "#lib/access/require";
import type { Context } from "#lib/context";
import type { ClusterGroupRow } from "./placement-schemas.ts";

/** All groups of clusters with their members. Only for platform engineers. */
export async function listClusterGroups(ctx: Context): Promise<{ items: ClusterGroupRow[] }> {
  await requireAccess(ctx, { kind: "portal", action: "clusters.manage" });
  const rows = await ctx.runtime.db.prisma.clusterGroup.findMany({
    orderBy: { name: "asc" },
    include: {
      members: { select: { cluster: { select: { slug: true } } } },
      _count: { select: { grants: { where: { revokedAt: null } } } },
    },
  });
  const items = rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    clusters: row.members.map((member) => member.cluster.slug).toSorted(),
    grants: row._count.grants,
  }));
  return { items };
}
