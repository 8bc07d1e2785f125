import type { z } from "zod";
import { bumpTeamEpochs } from "#lib/access/bump-team-epochs";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { badField } from "#lib/core/errors";
import { parseInput } from "#lib/http/parse-input";
import { publishChange } from "#lib/publish-change";
import { findTeam } from "./find-team.ts";
import { deleteTeamInput } from "./schemas.ts";

/** Deletes a team with its memberships and grants. Its members lose what they saw through it at once. */
export async function deleteTeam(ctx: Context, slug: string, input: z.input<typeof deleteTeamInput>): Promise<void> {
  const entry = { action: "team.delete", targetKind: "team", targetName: slug };
  await requireAudited(ctx, { kind: "portal", action: "teams.manage" }, entry);
  const team = await findTeam(ctx, slug, "teams.manage");
  const { confirm } = parseInput(deleteTeamInput, input, "body");
  if (confirm !== slug) throw badField("confirm", "must be the team's short name", slug);
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    await bumpTeamEpochs(tx, team.id);
    const members = await tx.membership.count({ where: { teamId: team.id } });
    const grants = await tx.grant.count({ where: { teamId: team.id } });
    await tx.team.delete({ where: { id: team.id } });
    await recordAudit(
      ctx,
      { ...entry, targetId: team.id, teamId: team.id, result: "succeeded", detail: { members, grants } },
      tx,
    );
  });
  await publishChange(ctx.runtime);
}
