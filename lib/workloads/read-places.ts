import type { Context } from "#lib/context";

/** Where a cluster stands: what rows say of it. */
export type Place = {
  readonly id: string;
  readonly slug: string;
  readonly displayName: string;
  readonly environment: {
    readonly slug: string;
    readonly name: string;
    readonly rank: number;
    readonly isProduction: boolean;
  };
};

/** The places of the given clusters, which come from the actor's scope, in the order of environments and names. */
export async function readPlaces(ctx: Context, clusterIds: ReadonlySet<string>): Promise<Place[]> {
  if (clusterIds.size === 0) return [];
  return ctx.runtime.db.prisma.cluster.findMany({
    where: { id: { in: [...clusterIds] } },
    select: {
      id: true,
      slug: true,
      displayName: true,
      environment: { select: { slug: true, name: true, rank: true, isProduction: true } },
    },
    orderBy: [{ environment: { rank: "asc" } }, { slug: "asc" }],
  });
}
