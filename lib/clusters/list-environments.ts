import { requireAccess } from "#lib/access/require";
import type { Context } from "#lib/context";
import type { EnvironmentRow } from "./placement-schemas.ts";

/** All environments in order of rank, with how much belongs to each. Only for platform engineers. */
export async function listEnvironments(ctx: Context): Promise<{ items: EnvironmentRow[] }> {
  await requireAccess(ctx, { kind: "portal", action: "clusters.manage" });
  const rows = await ctx.runtime.db.prisma.environment.findMany({
    orderBy: { rank: "asc" },
    include: { _count: { select: { clusters: true, grants: { where: { revokedAt: null } } } } },
  });
  return { items: rows.map(({ _count, createdAt: _, ...row }) => ({ ...row, ..._count })) };
}
