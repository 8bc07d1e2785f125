import { failure } from "#lib/core/errors";
import { serialiseWrites } from "#lib/db/serialise-writes";
import type { Transaction } from "#lib/db/transaction";

/**
 * Refuses to take the last active platform engineer away: nobody could give the role back.
 * @throws `conflict` when there is nobody but `userId`.
 */
export async function keepOnePlatformEngineer(tx: Transaction, userId: string): Promise<void> {
  await serialiseWrites(tx);
  const others = await tx.user.count({ where: { portalRole: "platform", status: "active", id: { not: userId } } });
  if (others === 0)
    throw failure("conflict", "This is the last platform engineer. Give somebody else the role before.");
}
