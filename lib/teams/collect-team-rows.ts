import type { Transaction } from "#lib/db/transaction";
import type { TeamRow } from "./schemas.ts";

const DAY = 86_400_000;

type TeamFilter = { readonly slug?: string; readonly id?: { in: string[] } };

/** Teams with their figures, by name. Reads three tables; asks nobody who may see them: only verbs call it. */
export async function collectTeamRows(
  db: Transaction,
  filter: TeamFilter,
  viewer: { readonly userId: string; readonly now: number },
): Promise<TeamRow[]> {
  const now = new Date(viewer.now);
  const teams = await db.team.findMany({
    where: filter,
    orderBy: { name: "asc" },
    include: {
      memberships: { select: { userId: true, role: true, user: { select: { displayName: true } } } },
      grants: {
        where: { revokedAt: null, startsAt: { lte: now }, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
        select: { expiresAt: true },
      },
    },
  });
  const soon = viewer.now + 7 * DAY;
  return teams.map((team) => ({
    key: team.id,
    id: team.id,
    slug: team.slug,
    name: team.name,
    description: team.description,
    costCentre: team.costCentre ?? undefined,
    members: team.memberships.length,
    owners: team.memberships.filter((entry) => entry.role === "owner").map((entry) => entry.user.displayName),
    activeGrants: team.grants.length,
    endingGrants: team.grants.filter((grant) => grant.expiresAt !== null && grant.expiresAt.getTime() <= soon).length,
    myRole: team.memberships.find((entry) => entry.userId === viewer.userId)?.role,
    createdAt: team.createdAt.getTime(),
  }));
}
