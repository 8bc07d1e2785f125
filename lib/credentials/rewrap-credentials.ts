import type { Database } from "#lib/db/open-database";
import { associatedData, decrypt, encrypt } from "./envelope.ts";
import type { KeyRing } from "./key-ring.ts";

export type RewrapOptions = {
  readonly db: Database;
  readonly ring: KeyRing;
  readonly batchSize?: number;
  readonly signal?: AbortSignal;
};

/** `skipped`: rows whose key is not in the ring, or that do not open. They stay as they are. */
export type RewrapResult = { readonly rewrapped: number; readonly skipped: readonly string[] };

/**
 * Moves the data keys of stored credentials to the ring's current key, in small batches. Each row changes in one
 * statement that also checks that it is still the row that was read, so the job may be killed at any point, run again,
 * and run twice at once. Credentials themselves are not decrypted. Keys may leave the environment when `skipped` is
 * empty.
 */
export async function rewrapCredentials(options: RewrapOptions): Promise<RewrapResult> {
  const { db, ring, batchSize = 50, signal } = options;
  const skipped: string[] = [];
  let rewrapped = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    signal?.throwIfAborted();
    const rows = await db.prisma.clusterCredential.findMany({
      where: { keyId: { not: ring.currentId }, id: { gt: after } },
      orderBy: { id: "asc" },
      take: batchSize,
    });
    if (rows.length === 0) return { rewrapped, skipped };
    for (const row of rows) {
      signal?.throwIfAborted();
      after = row.id;
      const columns = rewrapRow(ring, row);
      if (columns) rewrapped += (await store(db, row, columns)) ? 1 : 0;
      else skipped.push(row.id);
    }
  }
}

type Row = Awaited<ReturnType<Database["prisma"]["clusterCredential"]["findMany"]>>[number];
type Columns = Pick<Row, "wrappedKey" | "wrapNonce" | "keyId">;

function rewrapRow(ring: KeyRing, row: Row): Columns | undefined {
  const oldKey = ring.keys.get(row.keyId);
  const newKey = ring.keys.get(ring.currentId);
  if (!oldKey || !newKey) return undefined;
  const aad = associatedData("data-key", row);
  try {
    const dataKey = decrypt(oldKey, { nonce: row.wrapNonce, ciphertext: row.wrappedKey }, aad);
    const wrapped = encrypt(newKey, dataKey, aad);
    dataKey.fill(0);
    return { wrappedKey: wrapped.ciphertext, wrapNonce: wrapped.nonce, keyId: ring.currentId };
  } catch {
    return undefined;
  }
}

/** @returns false when somebody else has changed the row in the meantime. */
async function store(db: Database, row: Row, columns: Columns): Promise<boolean> {
  const where = { id: row.id, keyId: row.keyId, wrapNonce: row.wrapNonce };
  const { count } = await db.prisma.clusterCredential.updateMany({ where, data: columns });
  return count === 1;
}
