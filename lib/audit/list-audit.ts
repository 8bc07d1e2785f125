import { z } from "zod";
import { requireAccess } from "#lib/access/require";
import type { Context } from "#lib/context";
import { badField } from "#lib/core/errors";
import { Prisma } from "#lib/db/generated/client";
import { parseInput } from "#lib/http/parse-input";
import type { AuditFilter, AuditList, AuditRow } from "./schemas.ts";
import { auditFilterSchema, CURSOR_RULE } from "./schemas.ts";

const storedRowSchema = z.object({
  id: z.string(),
  at: z.date(),
  actor_id: z.string().nullable(),
  actor_name: z.string(),
  action: z.string(),
  target_kind: z.string(),
  target_id: z.string().nullable(),
  target_name: z.string(),
  team_slug: z.string().nullable(),
  cluster_slug: z.string().nullable(),
  namespace: z.string().nullable(),
  result: z.enum(["allowed", "denied", "succeeded", "failed"]),
  request_id: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});
type StoredRow = z.infer<typeof storedRowSchema>;

/**
 * What happened, newest first: everything for platform engineers, what concerns their teams for owners, and for
 * everybody what they did themselves. An intent is listed only while it has no outcome.
 * @throws `forbidden`; `bad_input` for a filter that is not of `auditFilterSchema`.
 */
export async function listAudit(ctx: Context, input: AuditFilter): Promise<AuditList> {
  await requireAccess(ctx, { kind: "portal", action: "audit.view" });
  const filter = parseInput(auditFilterSchema, input, "filter");
  const own = await ownCondition(ctx);
  const conditions = [own, ...filterConditions(filter), ...(await olderThan(ctx, own, filter.cursor))];
  const rows = await ctx.runtime.db.prisma.$queryRaw<unknown[]>`
    SELECT a.id, a.at, a.actor_id, a.actor_name, a.action, a.target_kind, a.target_id, a.target_name,
           t.slug AS team_slug, c.slug AS cluster_slug, a.namespace, a.result, a.request_id, a.detail
      FROM audit_events a
      LEFT JOIN teams t ON t.id = a.team_id
      LEFT JOIN clusters c ON c.id = a.cluster_id
     WHERE ${Prisma.join(conditions, " AND ")}
       AND (a.phase <> 'intent'
            OR NOT EXISTS (SELECT 1 FROM audit_events o WHERE o.intent_id = a.id AND o.phase = 'outcome'))
     ORDER BY a.seq DESC LIMIT ${filter.limit + 1}`;
  const stored = rows.map((row) => storedRowSchema.parse(row));
  const page = stored.slice(0, filter.limit);
  const last = page.at(-1);
  return { items: page.map(toRow), nextCursor: stored.length > filter.limit ? last?.id : undefined };
}

/**
 * The cursor is the id of a row that the viewer was shown: the number of a row would tell how much others do.
 * @throws `bad_input` for a row that is not theirs to see, whether it exists or not.
 */
async function olderThan(ctx: Context, own: Prisma.Sql, cursor: string | undefined): Promise<Prisma.Sql[]> {
  if (cursor === undefined) return [];
  const [row] = await ctx.runtime.db.prisma.$queryRaw<{ seq: bigint }[]>`
    SELECT a.seq FROM audit_events a WHERE a.id = ${cursor}::uuid AND ${own}`;
  if (row === undefined) throw badField("cursor", CURSOR_RULE);
  return [Prisma.sql`a.seq < ${BigInt(row.seq)}`];
}

async function ownCondition(ctx: Context): Promise<Prisma.Sql> {
  const snapshot = await ctx.runtime.access.snapshotOf(ctx.actor.userId, ctx.actor.epoch);
  if (snapshot.active && snapshot.portalRole === "platform") return Prisma.sql`TRUE`;
  const mine = Prisma.sql`a.actor_id = ${ctx.actor.userId}::uuid`;
  const owned = snapshot.teams.filter((team) => team.role === "owner").map((team) => Prisma.sql`${team.teamId}::uuid`);
  return owned.length === 0 ? mine : Prisma.sql`(${mine} OR a.team_id IN (${Prisma.join(owned)}))`;
}

function filterConditions(filter: z.output<typeof auditFilterSchema>): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (filter.team !== undefined) conditions.push(Prisma.sql`t.slug = ${filter.team}`);
  if (filter.cluster !== undefined) conditions.push(Prisma.sql`c.slug = ${filter.cluster}`);
  if (filter.actorId !== undefined) conditions.push(Prisma.sql`a.actor_id = ${filter.actorId}::uuid`);
  if (filter.action !== undefined) {
    conditions.push(Prisma.sql`(a.action = ${filter.action} OR starts_with(a.action, ${`${filter.action}.`}))`);
  }
  if (filter.result !== undefined) conditions.push(Prisma.sql`a.result = ${filter.result}`);
  if (filter.from !== undefined) conditions.push(Prisma.sql`a.at >= ${new Date(filter.from)}`);
  if (filter.to !== undefined) conditions.push(Prisma.sql`a.at < ${new Date(filter.to)}`);
  return conditions;
}

function toRow(row: StoredRow): AuditRow {
  return {
    key: row.id,
    id: row.id,
    at: row.at.getTime(),
    actorId: row.actor_id ?? undefined,
    actorName: row.actor_name,
    action: row.action,
    target: { kind: row.target_kind, id: row.target_id ?? undefined, name: row.target_name },
    teamSlug: row.team_slug ?? undefined,
    clusterSlug: row.cluster_slug ?? undefined,
    namespace: row.namespace ?? undefined,
    result: row.result,
    requestId: row.request_id ?? undefined,
    detail: row.detail,
  };
}
