import { serialiseWrites } from "#lib/db/serialise-writes";
import type { Transaction } from "#lib/db/transaction";

/**
 * Says that what these people may do has changed. Call it in the transaction of the change: caches and open streams
 * follow within a second of the commit. `everyone` is for what touches grants on groups and environments: a cluster
 * that is added, removed or moved, and members of a cluster group.
 */
export async function bumpEpochs(tx: Transaction, userIds: readonly string[] | "everyone"): Promise<void> {
  await serialiseWrites(tx);
  const where = userIds === "everyone" ? {} : { id: { in: [...new Set(userIds)] } };
  await tx.user.updateMany({ where, data: { accessEpoch: { increment: 1 } } });
}
