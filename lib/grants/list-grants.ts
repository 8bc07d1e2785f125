import type { z } from "zod";
import { decide } from "#lib/access/decide";
import { requireAccess } from "#lib/access/require";
import { scopeOf } from "#lib/access/scope-of";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import type { Prisma } from "#lib/db/generated/client";
import { parseInput } from "#lib/http/parse-input";
import { type GrantList, type GrantState, grantFilterSchema } from "./schemas.ts";
import { GRANT_INCLUDE, toGrantRow } from "./to-grant-row.ts";

const ORDER: Record<GrantState, number> = { active: 0, future: 1, expired: 2, revoked: 3 };

/**
 * Grants with their state: all for platform engineers, those of one team for its owners. Ending ones come first.
 * @throws `forbidden` without the right to see grants there, also for a team that does not exist.
 */
export async function listGrants(ctx: Context, input: z.input<typeof grantFilterSchema> = {}): Promise<GrantList> {
  const filter = parseInput(grantFilterSchema, input, "query");
  await requireAccess(ctx, { kind: "portal", action: "grants.view", teamId: await teamIdOf(ctx, filter.team) });
  const manage = (await decide(ctx, { kind: "portal", action: "grants.manage" })).allowed;
  const { prisma } = ctx.runtime.db;
  const now = ctx.runtime.clock.now();
  const { clusterIds } = await scopeOf(ctx);
  const grants = await prisma.grant.findMany({ where: toWhere(filter, [...clusterIds]), include: GRANT_INCLUDE });
  const names = await namesOf(
    ctx,
    grants.flatMap((grant) => [grant.createdById, grant.revokedById]),
  );
  const rows = grants.map((grant) => toGrantRow(grant, names, now));
  const wanted = filter.state === undefined ? rows : rows.filter((row) => row.state === filter.state);
  const end = (row: { expiresAt?: number }) => row.expiresAt ?? Number.POSITIVE_INFINITY;
  const items = wanted.toSorted(
    (a, b) =>
      ORDER[a.state] - ORDER[b.state] ||
      Number(b.endsSoon) - Number(a.endsSoon) ||
      compare(end(a), end(b)) ||
      b.createdAt - a.createdAt,
  );
  return { items, may: { manage } };
}

/** Without a team the question is about all grants, which only a portal role may see. */
async function teamIdOf(ctx: Context, slug: string | undefined): Promise<string | undefined> {
  if (slug === undefined) return undefined;
  const team = await ctx.runtime.db.prisma.team.findUnique({ where: { slug }, select: { id: true } });
  if (team === null) throw failure("forbidden");
  return team.id;
}

function toWhere(filter: z.output<typeof grantFilterSchema>, inSight: string[]): Prisma.GrantWhereInput {
  return {
    team: filter.team === undefined ? undefined : { slug: filter.team },
    user: filter.user === undefined ? undefined : { email: filter.user },
    OR: filter.cluster === undefined ? undefined : reaching(filter.cluster, inSight),
  };
}

/**
 * Grants that reach a cluster by itself, by a group, or by its environment. Where a cluster stands that the viewer does
 * not see is not for them to find out: of such a cluster only grants that name it.
 */
function reaching(slug: string, inSight: string[]): Prisma.GrantWhereInput[] {
  const seen = { slug, id: { in: inSight } };
  return [
    { cluster: { slug } },
    { clusterGroup: { members: { some: { cluster: seen } } } },
    { environment: { clusters: { some: seen } } },
  ];
}

async function namesOf(ctx: Context, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(ids)].filter((id) => id !== null);
  const users = await ctx.runtime.db.prisma.user.findMany({
    where: { id: { in: known } },
    select: { id: true, displayName: true },
  });
  return new Map(users.map((user) => [user.id, user.displayName]));
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
