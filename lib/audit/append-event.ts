import { newId } from "#lib/core/ids";
import { serialiseWrites } from "#lib/db/serialise-writes";
import type { Transaction } from "#lib/db/transaction";
import type { AuditContext, AuditEntry, AuditResult } from "./audit-entry.ts";
import { cleanText } from "./clean-text.ts";
import { GENESIS, type HashedEvent, hashEvent } from "./hash-event.ts";
import { redactDetail } from "./redact-detail.ts";

export type AppendOptions = {
  readonly phase: "intent" | "outcome" | "event";
  readonly result: AuditResult;
  /** Of an outcome: the intent that it ends. */
  readonly intentId?: string;
};

/** Adds one row to the end of the chain. Writers wait for each other until their transactions end. */
export async function appendEvent(
  tx: Transaction,
  ctx: AuditContext,
  entry: AuditEntry,
  options: AppendOptions,
): Promise<{ id: string }> {
  await serialiseWrites(tx);
  const last = await tx.auditEvent.findFirst({ orderBy: { seq: "desc" }, select: { hash: true } });
  const [next] = await tx.$queryRaw<{ seq: bigint }[]>`SELECT nextval('audit_events_seq_seq') AS seq`;
  if (!next) throw new Error("The audit sequence gave no number.");
  const detail = redactDetail(entry.detail ?? {});
  const event: HashedEvent & { phase: AppendOptions["phase"] } = {
    seq: BigInt(next.seq),
    id: newId(ctx.runtime.clock),
    at: new Date(ctx.runtime.clock.now()),
    phase: options.phase,
    intentId: options.intentId ?? null,
    actorId: ctx.actor?.userId ?? null,
    actorName: cleanText(ctx.actor?.displayName ?? "nobody"),
    action: cleanText(entry.action, 100),
    targetKind: cleanText(entry.targetKind, 100),
    targetId: orNull(entry.targetId),
    targetName: cleanText(entry.targetName),
    teamId: entry.teamId ?? null,
    clusterId: entry.clusterId ?? null,
    namespace: orNull(entry.namespace),
    result: options.result,
    requestId: orNull(ctx.requestId),
    detail,
    prevHash: last?.hash ?? GENESIS,
  };
  const prevHash = new Uint8Array(event.prevHash);
  await tx.auditEvent.create({ data: { ...event, detail: detail ?? {}, prevHash, hash: hashEvent(event) } });
  return { id: event.id };
}

function orNull(text: string | undefined): string | null {
  return text === undefined ? null : cleanText(text, 200);
}
