import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { isUniqueViolation } from "#lib/db/is-unique-violation";
import { publishChange } from "#lib/publish-change";
import { bumpSubject } from "./bump-subject.ts";
import { findGrant } from "./find-grant.ts";

/** How long a revocation can be undone: as long as the notice stands, and some time to reach for it. */
const UNDO_MS = 2 * 60_000;

/**
 * Undoes a revocation that the same person made in the last two minutes: makes the same grant anew, the revoked row
 * stays for the record.
 * @throws `conflict` when it is too late, was somebody else's, or the same grant exists again.
 */
export async function restoreGrant(ctx: Context, id: string): Promise<{ id: string }> {
  const attempt = { action: "grant.restore", targetKind: "grant", targetId: id, targetName: "grant" };
  await requireAudited(ctx, { kind: "portal", action: "grants.manage" }, attempt);
  const { grant, entry } = await findGrant(ctx, id);
  const now = ctx.runtime.clock.now();
  const revokedAt = grant.revokedAt?.getTime() ?? 0;
  if (grant.revokedById !== ctx.actor.userId || now - revokedAt > UNDO_MS) {
    throw failure("conflict", "This revocation cannot be undone any more: create the grant again.");
  }
  const { teamId, userId, clusterId, clusterGroupId, environmentId, namespaces, role, reason, startsAt, expiresAt } =
    grant;
  const columns = {
    teamId,
    userId,
    clusterId,
    clusterGroupId,
    environmentId,
    namespaces,
    role,
    reason,
    startsAt,
    expiresAt,
  };
  const restored = newId(ctx.runtime.clock);
  try {
    await ctx.runtime.db.prisma.$transaction(async (tx) => {
      await tx.grant.create({ data: { id: restored, ...columns, createdById: ctx.actor.userId } });
      const detail = { revokedGrantId: id, namespaces, role };
      await recordAudit(ctx, { ...entry, targetId: restored, action: attempt.action, result: "succeeded", detail }, tx);
      await bumpSubject(tx, grant);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? failure("conflict", "The same grant exists again.") : error;
  }
  await publishChange(ctx.runtime);
  return { id: restored };
}
