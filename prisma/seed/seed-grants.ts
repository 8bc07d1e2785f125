import type { Context } from "#lib/context";
import { createGrant } from "#lib/grants/create-grant";
import { revokeGrant } from "#lib/grants/revoke-grant";
import { type DemoGrant, GRANTS } from "./demo-data.ts";
import { at } from "./seed-context.ts";

const DAY = 86_400_000;
/** How long before its end a grant with an end was made. */
const LIFE_DAYS = 30;

/** Grants of every state, each once: also one that ended and one that was revoked. */
export async function seedGrants(ctx: Context): Promise<void> {
  const before = await ctx.runtime.db.prisma.grant.findMany({ select: { reason: true, namespaces: true } });
  const known = new Set(before.map((grant) => `${grant.reason} ${grant.namespaces}`));
  for (const grant of GRANTS) {
    if (!known.has(`${grant.reason} ${[...grant.namespaces].sort()}`)) await seedGrant(ctx, grant);
  }
}

async function seedGrant(ctx: Context, grant: DemoGrant): Promise<void> {
  const target = await targetOf(ctx, grant);
  const subject = await subjectOf(ctx, grant);
  if (!target || !subject) return;
  const now = ctx.runtime.clock.now();
  const expiresAt = grant.endsInDays === undefined ? undefined : now + grant.endsInDays * DAY;
  const madeAt = expiresAt === undefined ? now : expiresAt - LIFE_DAYS * DAY;
  const { namespaces, role, reason } = grant;
  const input = { subject, target, namespaces: [...namespaces], role, reason, expiresAt, startsAt: madeAt };
  const { id } = await createGrant(at(ctx, madeAt), input);
  if (grant.revoked) await revokeGrant(ctx, id);
}

async function targetOf(ctx: Context, { environment, group, cluster }: DemoGrant) {
  const { prisma } = ctx.runtime.db;
  if (environment !== undefined) {
    const found = await prisma.environment.findUnique({ where: { slug: environment } });
    return found && { kind: "environment" as const, id: found.id };
  }
  if (group !== undefined) {
    const found = await prisma.clusterGroup.findUnique({ where: { slug: group } });
    return found && { kind: "cluster-group" as const, id: found.id };
  }
  const clusters = await prisma.cluster.findMany({ orderBy: { slug: "asc" } });
  const found = clusters.find(({ slug }) => cluster?.test(slug));
  return found && { kind: "cluster" as const, id: found.id };
}

async function subjectOf(ctx: Context, { team, user }: DemoGrant) {
  const { prisma } = ctx.runtime.db;
  if (team !== undefined) {
    const found = await prisma.team.findUnique({ where: { slug: team } });
    return found && { kind: "team" as const, id: found.id };
  }
  const found = await prisma.user.findUnique({ where: { email: user ?? "" } });
  return found && { kind: "user" as const, id: found.id };
}
