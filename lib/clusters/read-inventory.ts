import type { Context } from "#lib/context";
import type { Prisma } from "#lib/db/generated/client";

const INCLUDE = {
  environment: { select: { slug: true, name: true, rank: true, isProduction: true } },
  status: true,
  groups: { select: { group: { select: { slug: true, name: true } } } },
  credentials: {
    where: { status: "active", purpose: "observe" },
    select: { notAfter: true },
  },
} as const satisfies Prisma.ClusterInclude;

/** A cluster's record with its neighbours; no ciphertext. */
export type InventoryCluster = Prisma.ClusterGetPayload<{ include: typeof INCLUDE }>;

/** The records of the given clusters, in the order of environments and names. The ids come from the actor's scope. */
export async function readInventory(
  ctx: { readonly runtime: Pick<Context["runtime"], "db"> },
  ids: Iterable<string>,
): Promise<InventoryCluster[]> {
  const clusters = await ctx.runtime.db.prisma.cluster.findMany({
    where: { id: { in: [...ids] } },
    include: INCLUDE,
    orderBy: [{ environment: { rank: "desc" } }, { slug: "asc" }],
  });
  return clusters;
}
