import { failure } from "#lib/core/errors";
import { serialiseWrites } from "#lib/db/serialise-writes";
import type { Transaction } from "#lib/db/transaction";

/**
 * Refuses to take a team's last owner away.
 * @throws `conflict` when nobody but `userId` owns the team.
 */
export async function keepOneOwner(tx: Transaction, teamId: string, userId: string): Promise<void> {
  await serialiseWrites(tx);
  const others = await tx.membership.count({ where: { teamId, role: "owner", userId: { not: userId } } });
  if (others === 0) throw failure("conflict", "This is the team's last owner. Make somebody else owner before.");
}
