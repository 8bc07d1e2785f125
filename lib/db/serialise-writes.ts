import type { Transaction } from "./transaction.ts";

const LOCK_KEY = 72_707_370;

/**
 * Makes this transaction wait for others that call this, until it ends. Audit rows and access epochs are written
 * under one lock, so that the chain cannot fork and two changes cannot wait for each other's rows.
 */
export async function serialiseWrites(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_KEY}::bigint)`;
}
