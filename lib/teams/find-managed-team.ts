import { decide } from "#lib/access/decide";
import type { AuditEntry } from "#lib/audit/audit-entry";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { hasCode } from "#lib/core/errors";
import type { Team } from "#lib/db/generated/client";
import { findTeam } from "./find-team.ts";

/**
 * The team of a slug, for somebody who may change its members, and what the audit calls the change. A refused attempt
 * leaves a row; for a team that the actor may not see it holds the slug alone, so that it does not tell whether there
 * is such a team.
 * @throws as `findTeam`
 */
export async function findManagedTeam(
  ctx: Context,
  slug: string,
  action: string,
): Promise<{ team: Team; entry: AuditEntry }> {
  const attempt = { action, targetKind: "team", targetName: slug };
  const team = await findTeam(ctx, slug, "teams.view").catch(async (error: unknown) => {
    const typo = (await decide(ctx, { kind: "portal", action: "teams.manage" })).allowed;
    if (hasCode(error, "not_found") && !typo) await recordAudit(ctx, { ...attempt, result: "denied" });
    throw error;
  });
  const entry = { ...attempt, targetId: team.id, teamId: team.id };
  await requireAudited(ctx, { kind: "portal", action: "team.members.manage", teamId: team.id }, entry);
  return { team, entry };
}
