import type { z } from "zod";
import { bumpEpochs } from "#lib/access/bump-epochs";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { parseInput } from "#lib/http/parse-input";
import { publishChange } from "#lib/publish-change";
import { findCluster } from "./find-cluster.ts";
import { readPlacement } from "./read-placement.ts";
import { updateClusterInput } from "./schemas.ts";

/**
 * Changes what a cluster is called and where it belongs. Its short name stays: links and kubeconfigs hold it.
 * @throws `bad_input` for an unknown environment or group, `conflict` when somebody else changed it meanwhile.
 */
export async function updateCluster(
  ctx: Context,
  slug: string,
  input: z.input<typeof updateClusterInput>,
): Promise<void> {
  const attempt = { action: "cluster.update", targetKind: "cluster", targetName: slug };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, attempt);
  const { environment, groups, version, ...data } = parseInput(updateClusterInput, input, "body");
  const { cluster, entry } = await findCluster(ctx, slug);
  const place = await readPlacement(ctx.runtime.db, { environment, groups });
  await ctx.runtime.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.cluster.updateMany({
      where: { id: cluster.id, version: version ?? cluster.version },
      data: {
        ...data,
        provider: data.provider || null,
        region: data.region || null,
        environmentId: place.environmentId,
        version: { increment: 1 },
      },
    });
    if (count === 0) throw failure("conflict");
    await tx.clusterGroupMember.deleteMany({ where: { clusterId: cluster.id } });
    const members = place.groupIds.map((groupId) => ({ groupId, clusterId: cluster.id }));
    await tx.clusterGroupMember.createMany({ data: members });
    const detail = { ...data, environment, groups };
    await recordAudit(ctx, { ...entry, action: attempt.action, result: "succeeded", detail }, tx);
    await bumpEpochs(tx, "everyone");
  });
  await publishChange(ctx.runtime);
}
