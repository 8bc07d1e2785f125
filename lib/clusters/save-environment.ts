import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { newId } from "#lib/core/ids";
import { parseInput } from "#lib/http/parse-input";
import { publishChange } from "#lib/publish-change";
import { environmentInput } from "./placement-schemas.ts";

/** Creates the environment of a slug, or changes its name, rank and kind. */
export async function saveEnvironment(
  ctx: Context,
  input: z.input<typeof environmentInput>,
): Promise<{ slug: string }> {
  const entry = { action: "environment.save", targetKind: "environment", targetName: String(input.slug) };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, entry);
  const { slug, ...data } = parseInput(environmentInput, input, "body");
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    const id = newId(ctx.runtime.clock);
    const saved = await tx.environment.upsert({ where: { slug }, create: { id, slug, ...data }, update: data });
    await recordAudit(ctx, { ...entry, targetId: saved.id, result: "succeeded", detail: data }, tx);
  });
  await publishChange(ctx.runtime);
  return { slug };
}
