import type { z } from "zod";
import { bumpEpochs } from "#lib/access/bump-epochs";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { badField } from "#lib/core/errors";
import { parseInput } from "#lib/http/parse-input";
import { publishChange } from "#lib/publish-change";
import { findCluster } from "./find-cluster.ts";
import { removeClusterInput } from "./schemas.ts";

/**
 * Forgets a cluster: its record, sealed credentials and the grants on it alone. The cluster itself is not touched.
 * @throws `bad_input` unless its short name is typed.
 */
export async function removeCluster(
  ctx: Context,
  slug: string,
  input: z.input<typeof removeClusterInput>,
): Promise<void> {
  const attempt = { action: "cluster.remove", targetKind: "cluster", targetName: slug };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, attempt);
  const { cluster, entry } = await findCluster(ctx, slug);
  const { confirm } = parseInput(removeClusterInput, input, "body");
  if (confirm !== slug) throw badField("confirm", "must be the cluster's short name", slug);
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    const grants = await tx.grant.count({ where: { clusterId: cluster.id, revokedAt: null } });
    await tx.cluster.delete({ where: { id: cluster.id } });
    const detail = { grants, server: cluster.server };
    await recordAudit(ctx, { ...entry, action: attempt.action, result: "succeeded", detail }, tx);
    await bumpEpochs(tx, "everyone");
  });
  await publishChange(ctx.runtime);
}
