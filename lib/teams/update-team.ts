import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { parseInput } from "#lib/http/parse-input";
import { publishChange } from "#lib/publish-change";
import { findTeam } from "./find-team.ts";
import { updateTeamInput } from "./schemas.ts";

/**
 * Renames a team or changes its description. The slug stays: clusters know the team by it.
 * @throws `conflict` when somebody else changed the team since the form was opened.
 */
export async function updateTeam(ctx: Context, slug: string, input: z.input<typeof updateTeamInput>): Promise<void> {
  const entry = { action: "team.update", targetKind: "team", targetName: slug };
  await requireAudited(ctx, { kind: "portal", action: "teams.manage" }, entry);
  const { version, ...change } = parseInput(updateTeamInput, input, "body");
  const team = await findTeam(ctx, slug, "teams.manage");
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.team.updateMany({
      where: { id: team.id, version: version ?? team.version },
      data: { ...change, costCentre: change.costCentre || null, version: { increment: 1 } },
    });
    if (count === 0) throw failure("conflict");
    await recordAudit(ctx, { ...entry, targetId: team.id, teamId: team.id, result: "succeeded", detail: change }, tx);
  });
  await publishChange(ctx.runtime);
}
