import { decide } from "#lib/access/decide";
import type { PortalAction } from "#lib/access/types";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { collectTeamRows } from "./collect-team-rows.ts";
import { findTeam } from "./find-team.ts";
import type { Member, TeamDetail } from "./schemas.ts";

const RANK = { owner: 0, member: 1, viewer: 2 } as const;

/** One team with its people, for its members and platform engineers. @throws `not_found` for everybody else. */
export async function getTeam(ctx: Context, slug: string): Promise<TeamDetail> {
  const team = await findTeam(ctx, slug, "teams.view");
  const viewer = { userId: ctx.actor.userId, now: ctx.runtime.clock.now() };
  const [row] = await collectTeamRows(ctx.runtime.db.prisma, { slug }, viewer);
  if (row === undefined) throw failure("not_found");
  const allowed = async (action: PortalAction) => {
    return (await decide(ctx, { kind: "portal", action, teamId: team.id })).allowed;
  };
  const may = {
    manage: await allowed("teams.manage"),
    manageMembers: await allowed("team.members.manage"),
    viewGrants: await allowed("grants.view"),
  };
  return { row, version: team.version, members: await readMembers(ctx, team.id), may };
}

async function readMembers(ctx: Context, teamId: string): Promise<Member[]> {
  const memberships = await ctx.runtime.db.prisma.membership.findMany({
    where: { teamId },
    include: { user: { select: { displayName: true, email: true, status: true } } },
  });
  return memberships
    .map((membership) => ({
      userId: membership.userId,
      displayName: membership.user.displayName,
      email: membership.user.email,
      role: membership.role,
      status: membership.user.status,
      since: membership.createdAt.getTime(),
    }))
    .toSorted((a, b) => RANK[a.role] - RANK[b.role] || a.displayName.localeCompare(b.displayName));
}
