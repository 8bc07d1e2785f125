import { requireAccess } from "#lib/access/require";
import type { PortalAction } from "#lib/access/types";
import type { Context } from "#lib/context";
import { failure, hasCode } from "#lib/core/errors";
import type { Team } from "#lib/db/generated/client";

/**
 * The team of a slug, for somebody who may do `action` to it.
 * @throws `not_found` for a team that does not exist and for one that the actor may not even see; `forbidden` where
 * they see it but may not do this.
 */
export async function findTeam(ctx: Context, slug: string, action: PortalAction): Promise<Team> {
  const team = await ctx.runtime.db.prisma.team.findUnique({ where: { slug } });
  if (team === null) throw failure("not_found");
  await requireAccess(ctx, { kind: "portal", action: "teams.view", teamId: team.id }).catch((error: unknown) => {
    throw hasCode(error, "forbidden") ? failure("not_found") : error;
  });
  await requireAccess(ctx, { kind: "portal", action, teamId: team.id });
  return team;
}
