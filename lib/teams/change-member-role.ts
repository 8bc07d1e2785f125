import type { z } from "zod";
import { bumpEpochs } from "#lib/access/bump-epochs";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { parseInput } from "#lib/http/parse-input";
import { publishChange } from "#lib/publish-change";
import { findManagedTeam } from "./find-managed-team.ts";
import { keepOneOwner } from "./keep-one-owner.ts";
import { changeMemberRoleInput } from "./schemas.ts";

/** Makes a member owner, member or viewer. @throws `conflict` when it would take the last owner away. */
export async function changeMemberRole(
  ctx: Context,
  slug: string,
  userId: string,
  input: z.input<typeof changeMemberRoleInput>,
): Promise<void> {
  const { team, entry } = await findManagedTeam(ctx, slug, "team.member.role");
  const { role } = parseInput(changeMemberRoleInput, input, "body");
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    const membership = await tx.membership.findUnique({
      where: { userId_teamId: { userId, teamId: team.id } },
      include: { user: { select: { email: true } } },
    });
    if (membership === null) throw failure("not_found");
    if (membership.role === "owner" && role !== "owner") await keepOneOwner(tx, team.id, userId);
    await tx.membership.update({ where: { id: membership.id }, data: { role } });
    const detail = { email: membership.user.email, from: membership.role, to: role };
    await recordAudit(ctx, { ...entry, result: "succeeded", detail }, tx);
    await bumpEpochs(tx, [userId]);
  });
  await publishChange(ctx.runtime);
}
