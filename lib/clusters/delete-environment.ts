import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { publishChange } from "#lib/publish-change";

/** Deletes an environment that nothing uses. @throws `conflict` while clusters or grants belong to it. */
export async function deleteEnvironment(ctx: Context, slug: string): Promise<void> {
  const entry = { action: "environment.delete", targetKind: "environment", targetName: slug };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, entry);
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    const found = await tx.environment.findUnique({
      where: { slug },
      include: { _count: { select: { clusters: true, grants: { where: { revokedAt: null } } } } },
    });
    if (found === null) throw failure("not_found");
    const { clusters, grants } = found._count;
    if (clusters + grants > 0) {
      throw failure(
        "conflict",
        `${clusters} clusters and ${grants} grants belong to this environment: move them before.`,
      );
    }
    await tx.environment.delete({ where: { id: found.id } });
    await recordAudit(ctx, { ...entry, targetId: found.id, result: "succeeded" }, tx);
  });
  await publishChange(ctx.runtime);
}
