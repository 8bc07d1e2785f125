import { bumpEpochs } from "#lib/access/bump-epochs";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { publishChange } from "#lib/publish-change";
import { findManagedTeam } from "./find-managed-team.ts";
import { keepOneOwner } from "./keep-one-owner.ts";

/** Takes a person out of a team. @throws `conflict` for the last owner. */
export async function removeMember(ctx: Context, slug: string, userId: string): Promise<void> {
  const { team, entry } = await findManagedTeam(ctx, slug, "team.member.remove");
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    const membership = await tx.membership.findUnique({
      where: { userId_teamId: { userId, teamId: team.id } },
      include: { user: { select: { email: true } } },
    });
    if (membership === null) throw failure("not_found");
    if (membership.role === "owner") await keepOneOwner(tx, team.id, userId);
    await tx.membership.delete({ where: { id: membership.id } });
    await recordAudit(ctx, { ...entry, result: "succeeded", detail: { email: membership.user.email } }, tx);
    await bumpEpochs(tx, [userId]);
  });
  await publishChange(ctx.runtime);
}
