import { bumpEpochs } from "#lib/access/bump-epochs";
import type { Transaction } from "#lib/db/transaction";

/**
 * Ends all sessions of a person in the transaction of whatever calls for it: suspension, a new password, a request of
 * their own. Open streams end within a second of the commit.
 * @param except the id of the one that stays
 * @returns how many were open.
 */
export async function revokeUserSessions(tx: Transaction, userId: string, now: Date, except?: string): Promise<number> {
  await bumpEpochs(tx, [userId]);
  const where = { userId, revokedAt: null, id: { not: except } };
  const open = await tx.userSession.count({ where: { ...where, idleUntil: { gt: now } } });
  await tx.userSession.updateMany({ where, data: { revokedAt: now } });
  return open;
}
