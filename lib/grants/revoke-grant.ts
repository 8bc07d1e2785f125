import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { publishChange } from "#lib/publish-change";
import { bumpSubject } from "./bump-subject.ts";
import { findGrant } from "./find-grant.ts";

/** Ends a grant now: new requests are refused within a second, open streams end. @throws `conflict` when it has ended. */
export async function revokeGrant(ctx: Context, id: string): Promise<void> {
  const attempt = { action: "grant.revoke", targetKind: "grant", targetId: id, targetName: "grant" };
  await requireAudited(ctx, { kind: "portal", action: "grants.manage" }, attempt);
  const { grant, entry } = await findGrant(ctx, id);
  const now = new Date(ctx.runtime.clock.now());
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.grant.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: now, revokedById: ctx.actor.userId },
    });
    if (count === 0) throw failure("conflict", "This grant was revoked already.");
    const detail = { namespaces: grant.namespaces, role: grant.role };
    await recordAudit(ctx, { ...entry, action: attempt.action, result: "succeeded", detail }, tx);
    await bumpSubject(tx, grant);
  });
  await publishChange(ctx.runtime);
}
