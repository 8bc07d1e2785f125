import { decide } from "#lib/access/decide";
import { requireAccess } from "#lib/access/require";
import type { Context } from "#lib/context";
import { collectTeamRows } from "./collect-team-rows.ts";
import type { TeamList } from "./schemas.ts";

/** All teams for platform engineers; for others the teams they are in. */
export async function listTeams(ctx: Context): Promise<TeamList> {
  await requireAccess(ctx, { kind: "portal", action: "teams.view" });
  const manage = (await decide(ctx, { kind: "portal", action: "teams.manage" })).allowed;
  const { prisma } = ctx.runtime.db;
  const viewer = { userId: ctx.actor.userId, now: ctx.runtime.clock.now() };
  if (manage) return { items: await collectTeamRows(prisma, {}, viewer), may: { manage } };
  const own = await prisma.membership.findMany({ where: { userId: ctx.actor.userId }, select: { teamId: true } });
  const ids = own.map((membership) => membership.teamId);
  return { items: await collectTeamRows(prisma, { id: { in: ids } }, viewer), may: { manage } };
}
