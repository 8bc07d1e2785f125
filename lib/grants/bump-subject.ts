import { bumpEpochs } from "#lib/access/bump-epochs";
import { bumpTeamEpochs } from "#lib/access/bump-team-epochs";
import type { Transaction } from "#lib/db/transaction";

/** Says that what a grant's people may do has changed, in the transaction of the change. */
export async function bumpSubject(
  tx: Transaction,
  grant: { teamId: string | null; userId: string | null },
): Promise<void> {
  if (grant.teamId !== null) await bumpTeamEpochs(tx, grant.teamId);
  if (grant.userId !== null) await bumpEpochs(tx, [grant.userId]);
}
