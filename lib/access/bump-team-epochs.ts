import type { Transaction } from "#lib/db/transaction";
import { bumpEpochs } from "./bump-epochs.ts";

/** `bumpEpochs` for what a team's members may do: a grant to the team was made, changed or revoked. */
export async function bumpTeamEpochs(tx: Transaction, teamId: string): Promise<void> {
  const members = await tx.membership.findMany({ where: { teamId }, select: { userId: true } });
  const wide = await tx.user.findMany({ where: { portalRole: { not: "member" } }, select: { id: true } });
  await bumpEpochs(tx, [...members.map((member) => member.userId), ...wide.map((user) => user.id)]);
}
