import type { Context } from "#lib/context";
import { addMember } from "#lib/teams/add-member";
import { createTeam } from "#lib/teams/create-team";
import { createUser } from "#lib/users/create-user";
import { DEMO_PASSWORD, type DemoPerson, PEOPLE, TEAMS } from "./demo-data.ts";

/** Teams, accounts and who is in which team; what exists already stays as it is. */
export async function seedPeople(ctx: Context): Promise<void> {
  const { prisma } = ctx.runtime.db;
  const teams = new Set((await prisma.team.findMany({ select: { slug: true } })).map((team) => team.slug));
  for (const team of TEAMS) if (!teams.has(team.slug)) await createTeam(ctx, team);
  const users = new Set((await prisma.user.findMany({ select: { email: true } })).map((user) => user.email));
  for (const person of PEOPLE) {
    const { email, displayName, portalRole } = person;
    if (!users.has(email)) await createUser(ctx, { email, displayName, portalRole }, DEMO_PASSWORD);
    await joinTeams(ctx, person);
  }
}

async function joinTeams(ctx: Context, person: DemoPerson): Promise<void> {
  const known = await ctx.runtime.db.prisma.membership.findMany({
    where: { user: { email: person.email } },
    select: { team: { select: { slug: true } } },
  });
  const joined = new Set(known.map((membership) => membership.team.slug));
  for (const [slug, role] of Object.entries(person.teams)) {
    if (!joined.has(slug)) await addMember(ctx, slug, { email: person.email, role });
  }
}
