import type { Transaction } from "#lib/db/transaction";
import { appendEvent } from "./append-event.ts";
import type { AuditContext, AuditEntry, AuditResult } from "./audit-entry.ts";

/**
 * Records something that has happened, or was refused. Inside a transaction of the inventory (`tx`) the row commits
 * with the change; use that for writes to the database alone. For everything that also touches a cluster: `withAudit`.
 */
export async function recordAudit(
  ctx: AuditContext,
  entry: AuditEntry & { readonly result: AuditResult },
  tx?: Transaction,
): Promise<void> {
  const options = { phase: "event", result: entry.result } as const;
  if (tx) await appendEvent(tx, ctx, entry, options);
  else await ctx.runtime.db.prisma.$transaction((own) => appendEvent(own, ctx, entry, options));
}
