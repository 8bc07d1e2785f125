import { isWheelhouseError } from "#lib/core/errors";
import { appendEvent } from "./append-event.ts";
import type { AuditContext, AuditEntry, AuditResult } from "./audit-entry.ts";

/** Facts that only the act itself knows, for the outcome row. */
export type AuditNote = (detail: Readonly<Record<string, unknown>>) => void;

/**
 * Records the intent, acts, then records the outcome. No audit, no write: when the intent cannot be stored, `act` does
 * not run. Call it after the guard. When the outcome cannot be stored the act has happened all the same: that is
 * logged, and `verifyAuditChain` counts the intent as open.
 * @throws what `act` throws, or the database's error when the intent cannot be stored.
 */
export async function withAudit<T>(
  ctx: AuditContext,
  entry: AuditEntry,
  act: (note: AuditNote) => Promise<T>,
): Promise<T> {
  const { prisma } = ctx.runtime.db;
  const intent = await prisma.$transaction((tx) => appendEvent(tx, ctx, entry, { phase: "intent", result: "allowed" }));
  const notes: Record<string, unknown> = { ...entry.detail };
  const finish = async (result: AuditResult) => {
    try {
      const options = { phase: "outcome", result, intentId: intent.id } as const;
      await prisma.$transaction((tx) => appendEvent(tx, ctx, { ...entry, detail: notes }, options));
    } catch (error) {
      ctx.runtime.log.error({ err: error, intentId: intent.id, action: entry.action }, "an audit outcome is missing");
    }
  };
  try {
    const value = await act((detail) => void Object.assign(notes, detail));
    await finish("succeeded");
    return value;
  } catch (error) {
    Object.assign(notes, describeError(error));
    await finish(isWheelhouseError(error) && error.code === "forbidden" ? "denied" : "failed");
    throw error;
  }
}

/** Only texts of our own error table: others may quote what they were given. */
function describeError(error: unknown): Record<string, unknown> {
  return isWheelhouseError(error) ? { error: error.code, message: error.message } : { error: "internal" };
}
