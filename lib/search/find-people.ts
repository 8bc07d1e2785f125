import { decide } from "#lib/access/decide";
import type { Context } from "#lib/context";
import { rankNames, wordsOf } from "./rank-name.ts";
import type { Ranked } from "./ranked.ts";

/** Most rows that are ranked. Whoever finds more types another letter. */
const MOST = 200;

/** Teams whose names fit: all for those who manage teams, for others the ones they are in. */
export async function findTeams(ctx: Context, q: string): Promise<Ranked[]> {
  const { allowed } = await decide(ctx, { kind: "portal", action: "teams.manage" });
  const snapshot = await ctx.runtime.access.snapshotOf(ctx.actor.userId, ctx.actor.epoch);
  const own = snapshot.active ? snapshot.teams.map(({ teamId }) => teamId) : [];
  if (!allowed && own.length === 0) return [];
  const fits = wordsOf(q).map((word) => ({ OR: [{ name: holds(word) }, { slug: holds(word) }] }));
  const teams = await ctx.runtime.db.prisma.team.findMany({
    where: { AND: fits, ...(allowed ? {} : { id: { in: own } }) },
    select: { id: true, slug: true, name: true },
    orderBy: { name: "asc" },
    take: MOST,
  });
  return teams.flatMap(({ id, slug, name }): Ranked[] => {
    const rank = rankNames([name, slug, `${name} ${slug}`], q);
    if (rank === undefined) return [];
    return [{ rank, hit: { key: `team/${id}`, kind: "team", name, detail: slug, href: `/access/teams/${slug}` } }];
  });
}

/** People whose name or address fits; only for those who manage accounts. */
export async function findPeople(ctx: Context, q: string): Promise<Ranked[]> {
  if (!(await decide(ctx, { kind: "portal", action: "users.manage" })).allowed) return [];
  const users = await ctx.runtime.db.prisma.user.findMany({
    where: { AND: wordsOf(q).map((word) => ({ OR: [{ displayName: holds(word) }, { email: holds(word) }] })) },
    select: { id: true, displayName: true, email: true },
    orderBy: { displayName: "asc" },
    take: MOST,
  });
  return users.flatMap(({ id, displayName, email }): Ranked[] => {
    const rank = rankNames([displayName, email, `${displayName} ${email}`], q);
    if (rank === undefined) return [];
    const href = `/access/people?q=${encodeURIComponent(email)}`;
    return [{ rank, hit: { key: `person/${id}`, kind: "person", name: displayName, detail: email, href } }];
  });
}

function holds(word: string) {
  return { contains: word, mode: "insensitive" as const };
}
