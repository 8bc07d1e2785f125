import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";

/** A cluster's record and what the audit calls it. Only for verbs that checked `clusters.manage`. @throws `not_found` */
export async function findCluster(ctx: Context, slug: string) {
  const cluster = await ctx.runtime.db.prisma.cluster.findUnique({ where: { slug } });
  if (cluster === null) throw failure("not_found");
  return { cluster, entry: { targetKind: "cluster", targetId: cluster.id, targetName: slug, clusterId: cluster.id } };
}
