import { requireAccess } from "#lib/access/require";
import type { AccessRequest } from "#lib/access/types";
import type { Context } from "#lib/context";
import { hasCode } from "#lib/core/errors";
import type { AuditEntry } from "./audit-entry.ts";
import { recordAudit } from "./record-audit.ts";

/**
 * `requireAccess` for verbs that change something: a refused attempt leaves a row of its own.
 * @throws as `requireAccess`; the database's error when the refusal cannot be recorded.
 */
export async function requireAudited(ctx: Context, request: AccessRequest, entry: AuditEntry): Promise<void> {
  try {
    await requireAccess(ctx, request);
  } catch (error) {
    const refused = hasCode(error, "forbidden") || hasCode(error, "not_found");
    if (refused) await recordAudit(ctx, { ...entry, result: "denied" });
    throw error;
  }
}
