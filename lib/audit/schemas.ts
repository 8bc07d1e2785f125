import { z } from "zod";

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
});
export type AuditList = z.infer<typeof auditListSchema>;

export const CURSOR_RULE = "the nextCursor of an answer";

export const auditFilterSchema = z.object({
  /** Slugs. */
  team: z.string().max(63).optional(),
  cluster: z.string().max(63).optional(),
  actorId: z.uuid().optional(),
  /** A whole action, or its thing: `grant` finds `grant.create`. */
  action: z
    .string()
    .regex(/^[a-z0-9.-]{1,100}$/, "letters, digits, . and -")
    .optional(),
  result: auditResultSchema.optional(),
  /** Epoch milliseconds. */
  from: z.coerce.number().int().nonnegative().max(8.64e15).optional(),
  to: z.coerce.number().int().nonnegative().max(8.64e15).optional(),
  cursor: z.uuid(CURSOR_RULE).optional(),
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
