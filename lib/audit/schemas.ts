import { z } from "zod";
import { parseFilter } from "#lib/core/parse-filter";

/** The keys of a filter text. */
export const AUDIT_FIELDS = ["who", "action", "outcome", "target", "cluster", "namespace", "team", "request"] as const;
export type AuditField = (typeof AUDIT_FIELDS)[number];

export const auditResultSchema = z.enum(["allowed", "denied", "succeeded", "failed"]);

/** One thing that happened or was refused. An intent without outcome is shown as `allowed`: its end is unknown. */
export const auditRowSchema = z.object({
  key: z.string(),
  id: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  actorId: z.string().optional(),
  actorName: z.string(),
  action: z.string(),
  target: z.object({ kind: z.string(), id: z.string().optional(), name: z.string() }),
  teamSlug: z.string().optional(),
  clusterSlug: z.string().optional(),
  namespace: z.string().optional(),
  result: auditResultSchema,
  requestId: z.string().optional(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

export const auditListSchema = z.object({
  items: z.array(auditRowSchema),
  /** Give it back as `cursor` for older rows; absent: there are none. */
  nextCursor: z.string().optional(),
  /** Epoch milliseconds. A filter was looked for in the rows back to here, not yet in those behind `nextCursor`. */
  searchedTo: z.number().optional(),
});
export type AuditList = z.infer<typeof auditListSchema>;

export const PLACE_RULES = { cursor: "the nextCursor of an answer", after: "the id of a row" };

/** How many conditions and values one filter text may have. */
const MOST_VALUES = 10;

/** `who:dana outcome:denied,failed -action:session cluster:eu-* checkout`, as people type it above the list. */
const filterTextSchema = z
  .string()
  .max(300, "a filter has at most 300 characters")
  .refine((text) => !text.includes("\0"), "a filter is text without NUL")
  .refine((text) => countValues(text) <= MOST_VALUES, `a filter has at most ${MOST_VALUES} conditions`)
  .default("")
  .meta({
    description:
      "Conditions that all must hold: `key:value` with who, action, target, outcome, cluster, namespace, team or " +
      "request, or words to be found. A comma means any of the values, `*` anything, a leading `-` not.",
  });

const timeSchema = z.coerce.number().int().nonnegative().max(8.64e15).optional();

export const auditFilterSchema = z.object({
  q: filterTextSchema,
  /** One row alone, or the end of the act that this row began. */
  id: z.uuid().optional(),
  /** Epoch milliseconds. */
  from: timeSchema,
  to: timeSchema,
  /** Only older rows. */
  cursor: z.uuid(PLACE_RULES.cursor).optional(),
  /** Only rows that came after this one. */
  after: z.uuid(PLACE_RULES.after).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type AuditFilter = z.input<typeof auditFilterSchema>;

/** Whether the chain of rows is unbroken. */
export const chainStatusSchema = z.object({
  /** Epoch milliseconds. */
  checkedAt: z.number(),
  /** Rows that were read. */
  checked: z.number(),
  /** The end of the chain; noted elsewhere, it proves later that nothing was cut off. */
  head: z.object({ seq: z.string(), hash: z.string() }).optional(),
  /** The first row that is not what was written, or does not follow the one before it. */
  broken: z.object({ seq: z.string(), reason: z.enum(["changed", "missing-before"]) }).optional(),
  /** Acts whose end was not recorded. */
  openIntents: z.number(),
});
export type ChainStatus = z.infer<typeof chainStatusSchema>;

function countValues(text: string): number {
  return parseFilter(text, new Set(AUDIT_FIELDS)).reduce((sum, term) => sum + term.values.length, 0);
}
