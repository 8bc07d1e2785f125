import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { badField, failure } from "#lib/core/errors";
import { parseInput } from "#lib/http/parse-input";
import { publishChange } from "#lib/publish-change";
import { bumpSubject } from "./bump-subject.ts";
import { findGrant } from "./find-grant.ts";
import { extendGrantInput } from "./schemas.ts";

/**
 * Moves the end of a grant, or takes it away. An expired grant counts again from now on.
 * @throws `conflict` for a revoked grant, `bad_input` for an end that has passed.
 */
export async function extendGrant(ctx: Context, id: string, input: z.input<typeof extendGrantInput>): Promise<void> {
  const attempt = { action: "grant.extend", targetKind: "grant", targetId: id, targetName: "grant" };
  await requireAudited(ctx, { kind: "portal", action: "grants.manage" }, attempt);
  const { expiresAt, reason } = parseInput(extendGrantInput, input, "body");
  const { grant, entry } = await findGrant(ctx, id);
  if (expiresAt !== null && expiresAt <= ctx.runtime.clock.now()) throw badField("expiresAt", "must be in the future");
  const end = expiresAt === null ? null : new Date(expiresAt);
  if (end !== null && end <= grant.startsAt) throw badField("expiresAt", "must be after the start");
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.grant.updateMany({ where: { id, revokedAt: null }, data: { expiresAt: end } });
    if (count === 0) throw failure("conflict", "This grant was revoked: create it again.");
    const detail = { from: grant.expiresAt, to: end, reason };
    await recordAudit(ctx, { ...entry, action: attempt.action, result: "succeeded", detail }, tx);
    await bumpSubject(tx, grant);
  });
  await publishChange(ctx.runtime);
}
