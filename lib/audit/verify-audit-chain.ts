import type { Database } from "#lib/db/open-database";
import { GENESIS, hashEvent } from "./hash-event.ts";

export type ChainReport = {
  readonly checked: number;
  /** The end of the chain. Kept outside the database, it shows later whether the end was cut off. */
  readonly head: { readonly seq: string; readonly hash: string } | undefined;
  /** The first row that does not fit. */
  readonly broken: { readonly seq: string; readonly reason: "changed" | "missing-before" } | undefined;
  /** True when `expectedHead` was given and its row is not in the chain any more. */
  readonly headLost: boolean;
  /** Intents without outcome: the process ended in between, or the act is still going on. */
  readonly openIntents: number;
};

type Options = {
  readonly db: Database;
  /** A head noted earlier, in hex. */
  readonly expectedHead?: string;
  readonly batchSize?: number;
};

/** Reads the whole chain and checks that each row is what was written and follows the one before it. */
export async function verifyAuditChain({ db, expectedHead, batchSize = 500 }: Options): Promise<ChainReport> {
  let previous: Uint8Array = GENESIS;
  let seq = 0n;
  let checked = 0;
  let headSeen = expectedHead === undefined;
  for (;;) {
    const where = { seq: { gt: seq } };
    const rows = await db.prisma.auditEvent.findMany({ where, orderBy: { seq: "asc" }, take: batchSize });
    for (const row of rows) {
      const reason = problemOf(row, previous);
      const head = checked === 0 ? undefined : { seq: seq.toString(), hash: hex(previous) };
      if (reason)
        return report(db, { checked, head, broken: { seq: row.seq.toString(), reason }, headLost: !headSeen });
      previous = row.hash;
      seq = row.seq;
      checked++;
      headSeen ||= hex(row.hash) === expectedHead;
    }
    if (rows.length < batchSize) break;
  }
  const head = checked === 0 ? undefined : { seq: seq.toString(), hash: hex(previous) };
  return report(db, { checked, head, broken: undefined, headLost: !headSeen });
}

type Event = Awaited<ReturnType<Database["prisma"]["auditEvent"]["findMany"]>>[number];

function problemOf(row: Event, previous: Uint8Array): "changed" | "missing-before" | undefined {
  if (hex(hashEvent(row)) !== hex(row.hash)) return "changed";
  return hex(row.prevHash) === hex(previous) ? undefined : "missing-before";
}

async function report(db: Database, found: Omit<ChainReport, "openIntents">): Promise<ChainReport> {
  const [row] = await db.prisma.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM audit_events i WHERE i.phase = 'intent'
       AND NOT EXISTS (SELECT 1 FROM audit_events o WHERE o.intent_id = i.id AND o.phase = 'outcome')`;
  return { ...found, openIntents: Number(row?.count ?? 0) };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
