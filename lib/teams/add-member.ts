import type { z } from "zod";
import { bumpEpochs } from "#lib/access/bump-epochs";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/context";
import { badField } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { isUniqueViolation } from "#lib/db/is-unique-violation";
import { parseInput } from "#lib/http/parse-input";
import { publishChange } from "#lib/publish-change";
import { findManagedTeam } from "./find-managed-team.ts";
import { addMemberInput } from "./schemas.ts";

/**
 * Adds a person to a team. Owners of the team and platform engineers may.
 * @throws `bad_input` when nobody has that address, or they are in the team already.
 */
export async function addMember(ctx: Context, slug: string, input: z.input<typeof addMemberInput>): Promise<void> {
  const { team, entry } = await findManagedTeam(ctx, slug, "team.member.add");
  const { email, role } = parseInput(addMemberInput, input, "body");
  const { prisma } = ctx.runtime.db;
  const user = await prisma.user.findUnique({ where: { email }, select: { id: true } });
  if (user === null) throw badField("email", "belongs to nobody here: a platform engineer can create the account");
  try {
    await prisma.$transaction(async (tx) => {
      await tx.membership.create({ data: { id: newId(ctx.runtime.clock), userId: user.id, teamId: team.id, role } });
      await recordAudit(ctx, { ...entry, result: "succeeded", detail: { email, role } }, tx);
      await bumpEpochs(tx, [user.id]);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? badField("email", "is in this team already") : error;
  }
  await publishChange(ctx.runtime);
}
