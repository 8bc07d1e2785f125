import type { z } from "zod";
import { bumpEpochs } from "#lib/access/bump-epochs";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { badField } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { isUniqueViolation } from "#lib/db/is-unique-violation";
import { parseInput } from "#lib/http/parse-input";
import { publishChange } from "#lib/publish-change";
import { createTeamInput } from "./schemas.ts";

/** Makes a team without members or grants. @throws `bad_input` when the slug is taken. */
export async function createTeam(ctx: Context, input: z.input<typeof createTeamInput>): Promise<{ slug: string }> {
  const entry = { action: "team.create", targetKind: "team", targetName: String(input.slug) };
  await requireAudited(ctx, { kind: "portal", action: "teams.manage" }, entry);
  const team = parseInput(createTeamInput, input, "body");
  const id = newId(ctx.runtime.clock);
  try {
    await ctx.runtime.db.prisma.$transaction(async (tx) => {
      await tx.team.create({ data: { id, ...team, costCentre: team.costCentre || null } });
      await recordAudit(
        ctx,
        { ...entry, targetId: id, teamId: id, result: "succeeded", detail: { name: team.name } },
        tx,
      );
      await bumpEpochs(tx, [ctx.actor.userId]);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? badField("slug", "is taken by another team", `${team.slug}-2`) : error;
  }
  await publishChange(ctx.runtime);
  return { slug: team.slug };
}
