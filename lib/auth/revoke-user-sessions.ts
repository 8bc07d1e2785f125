import { bumpEpochs } from "#lib/access/bump-epochs";
import type { Transaction } from "#lib/db/transaction";

/**
 * Ends all sessions of a person in the transaction of whatever calls for it: suspension, a new password, a request of
 * their own. Open streams end within a second of the commit.
 * @returns how many were open.
 */
export async function revokeUserSessions(tx: Transaction, userId: string, now: Date): Promise<number> {
  await bumpEpochs(tx, [userId]);
  const { count } = await tx.userSession.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } });
  return count;
}
