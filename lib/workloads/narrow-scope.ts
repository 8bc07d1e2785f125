import { scopeOf } from "#lib/access/scope-of";
import type { Scope } from "#lib/access/types";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { type Place, readPlaces } from "./read-places.ts";

export type TeamRef = { readonly id: string; readonly slug: string; readonly name: string };

/** A person's sight as narrowed by the team and the clusters of the top bar. */
export type NarrowedScope = {
  readonly scope: Scope;
  readonly team: TeamRef | undefined;
  /** The clusters in view, by id, with their environments. */
  readonly places: ReadonlyMap<string, Place>;
};

export type Narrowing = {
  readonly team?: string;
  readonly cluster?: readonly string[];
  readonly environment?: string;
};

/**
 * The actor's scope through one team, and the clusters that are left of it. Clusters and environments outside the scope
 * are passed over, whether they exist or not.
 * @throws `not_found` for a team that the actor is not in, or that does not exist
 */
export async function narrowScope(ctx: Context, query: Narrowing): Promise<NarrowedScope> {
  const { scope, team } = await scopeThroughTeam(ctx, query.team);
  const all = await readPlaces(ctx, scope.clusterIds);
  const wanted = all.filter(
    (place) =>
      (query.cluster === undefined || query.cluster.includes(place.slug)) &&
      (query.environment === undefined || place.environment.slug === query.environment),
  );
  return { scope, team, places: new Map(wanted.map((place) => [place.id, place])) };
}

/**
 * The actor's scope, narrowed to a team when one is named.
 * @throws `not_found` as `narrowScope`
 */
export async function scopeThroughTeam(
  ctx: Context,
  slug: string | undefined,
): Promise<{ scope: Scope; team: TeamRef | undefined }> {
  const scope = await scopeOf(ctx);
  if (slug === undefined) return { scope, team: undefined };
  const snapshot = await ctx.runtime.access.snapshotOf(ctx.actor.userId, ctx.actor.epoch);
  const team = await ctx.runtime.db.prisma.team.findUnique({
    where: { slug },
    select: { id: true, slug: true, name: true },
  });
  const seesAll = snapshot.active && snapshot.portalRole !== "member";
  const isMember = snapshot.active && snapshot.teams.some((own) => own.teamId === team?.id);
  if (!team || !(seesAll || isMember)) throw failure("not_found");
  return { scope: scope.forTeam(team.id), team };
}
