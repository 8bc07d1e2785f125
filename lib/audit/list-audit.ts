import { z } from "zod";
import { requireAccess } from "#lib/access/require";
import type { Context } from "#lib/context";
import { badField } from "#lib/core/errors";
import { Prisma } from "#lib/db/generated/client";
import { parseInput } from "#lib/http/parse-input";
import { filterConditions } from "./filter-conditions.ts";
import type { AuditFilter, AuditList, AuditRow } from "./schemas.ts";
import { auditFilterSchema, PLACE_RULES } from "./schemas.ts";

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
  const { own, all } = await viewOf(ctx);
  const older = filter.cursor === undefined ? undefined : await seqOf(ctx, own, { field: "cursor", id: filter.cursor });
  const newer = filter.after === undefined ? undefined : await seqOf(ctx, own, { field: "after", id: filter.after });
  // The rows of one person or team are found by an index.
  const floor = all && filter.q !== "" ? await floorOf(ctx, { older, newer, from: filter.from }) : undefined;
  const conditions = [
    own,
    ...(older === undefined ? [] : [Prisma.sql`a.seq < ${older}`]),
    ...(newer === undefined ? [] : [Prisma.sql`a.seq > ${newer}`]),
    ...(floor === undefined ? [] : [Prisma.sql`a.seq >= ${floor.seq}`]),
    ...rangeConditions(filter),
    ...filterConditions(filter.q, { emails: all }),
  ];
  const stored = await readRows(ctx, conditions, filter.limit + 1);
  const items = stored.slice(0, filter.limit).map(toRow);
  if (stored.length > filter.limit) return { items, nextCursor: items.at(-1)?.id };
  return { items, nextCursor: floor?.id, searchedTo: floor?.at.getTime() };
}

type Filter = z.output<typeof auditFilterSchema>;

async function readRows(ctx: Context, conditions: readonly Prisma.Sql[], limit: number): Promise<StoredRow[]> {
  const rows = await ctx.runtime.db.prisma.$queryRaw<unknown[]>`
    SELECT a.id, a.at, a.actor_id, a.actor_name, a.action, a.target_kind, a.target_id, a.target_name,
           t.slug AS team_slug, c.slug AS cluster_slug, a.namespace, a.result, a.request_id, a.detail
      FROM audit_events a
      LEFT JOIN teams t ON t.id = a.team_id
      LEFT JOIN clusters c ON c.id = a.cluster_id
     WHERE ${Prisma.join([...conditions], " AND ")}
       AND (a.phase <> 'intent'
            OR NOT EXISTS (SELECT 1 FROM audit_events o WHERE o.intent_id = a.id AND o.phase = 'outcome'))
     ORDER BY a.seq DESC LIMIT ${limit}`;
  return rows.map((row) => storedRowSchema.parse(row));
}

/** So many rows one question looks at for a filter text: the next page goes on, however rare it is what is sought. */
const SEARCHED_ROWS = 25_000;

type Bounds = { older: bigint | undefined; newer: bigint | undefined; from: number | undefined };
type Floor = { readonly id: string; readonly seq: bigint; readonly at: Date };

/** The oldest row that a question looks at; undefined: the filter's own bounds are nearer. */
async function floorOf(ctx: Context, { older, newer, from }: Bounds): Promise<Floor | undefined> {
  const below = older === undefined ? Prisma.sql`TRUE` : Prisma.sql`a.seq < ${older}`;
  const [row] = await ctx.runtime.db.prisma.$queryRaw<Floor[]>`
    SELECT a.id, a.seq, a.at FROM audit_events a WHERE ${below}
     ORDER BY a.seq DESC LIMIT 1 OFFSET ${SEARCHED_ROWS - 1}`;
  if (row === undefined || (from !== undefined && row.at.getTime() < from)) return undefined;
  const seq = BigInt(row.seq);
  return newer !== undefined && seq <= newer ? undefined : { ...row, seq };
}

/**
 * A place in the list is the id of a row that the viewer was shown: the number of a row would tell how much others do.
 * @throws `bad_input` for a row that is not theirs to see, whether it exists or not.
 */
async function seqOf(ctx: Context, own: Prisma.Sql, place: { field: "cursor" | "after"; id: string }): Promise<bigint> {
  const [row] = await ctx.runtime.db.prisma.$queryRaw<{ seq: bigint }[]>`
    SELECT a.seq FROM audit_events a WHERE a.id = ${place.id}::uuid AND ${own}`;
  if (row === undefined) throw badField(place.field, PLACE_RULES[place.field]);
  return BigInt(row.seq);
}

async function viewOf(ctx: Context): Promise<{ own: Prisma.Sql; all: boolean }> {
  const snapshot = await ctx.runtime.access.snapshotOf(ctx.actor.userId, ctx.actor.epoch);
  if (snapshot.active && snapshot.portalRole === "platform") return { own: Prisma.sql`TRUE`, all: true };
  const mine = Prisma.sql`a.actor_id = ${ctx.actor.userId}::uuid`;
  const owned = snapshot.teams.filter((team) => team.role === "owner").map((team) => Prisma.sql`${team.teamId}::uuid`);
  const own = owned.length === 0 ? mine : Prisma.sql`(${mine} OR a.team_id IN (${Prisma.join(owned)}))`;
  return { own, all: false };
}

function rangeConditions({ id, from, to }: Filter): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  // A link to an act that was not finished when it was made leads to its end.
  if (id !== undefined) {
    conditions.push(Prisma.sql`(a.id = ${id}::uuid OR (a.phase = 'outcome' AND a.intent_id = ${id}::uuid))`);
  }
  if (from !== undefined) conditions.push(Prisma.sql`a.at >= ${new Date(from)}`);
  if (to !== undefined) conditions.push(Prisma.sql`a.at < ${new Date(to)}`);
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
