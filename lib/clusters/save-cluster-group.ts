import type { z } from "zod";
import { bumpEpochs } from "#lib/access/bump-epochs";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { badField } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { parseInput } from "#lib/http/parse-input";
import { publishChange } from "#lib/publish-change";
import { clusterGroupInput } from "./placement-schemas.ts";

/**
 * Creates the group of a slug, or changes its name and members. Grants on the group follow at once.
 * @throws `bad_input` when a member is not registered.
 */
export async function saveClusterGroup(
  ctx: Context,
  input: z.input<typeof clusterGroupInput>,
): Promise<{ slug: string }> {
  const entry = { action: "cluster-group.save", targetKind: "cluster-group", targetName: String(input.slug) };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, entry);
  const { slug, name, description, clusters } = parseInput(clusterGroupInput, input, "body");
  const { prisma } = ctx.runtime.db;
  const found = await prisma.cluster.findMany({ where: { slug: { in: clusters } }, select: { id: true, slug: true } });
  const missing = clusters.find((wanted) => !found.some((cluster) => cluster.slug === wanted));
  if (missing !== undefined) throw badField("clusters", "names a cluster that is not registered");
  await prisma.$transaction(async (tx) => {
    const data = { name, description };
    const id = newId(ctx.runtime.clock);
    const group = await tx.clusterGroup.upsert({ where: { slug }, create: { id, slug, ...data }, update: data });
    await tx.clusterGroupMember.deleteMany({ where: { groupId: group.id } });
    const members = found.map((cluster) => ({ groupId: group.id, clusterId: cluster.id }));
    await tx.clusterGroupMember.createMany({ data: members });
    await recordAudit(ctx, { ...entry, targetId: group.id, result: "succeeded", detail: { ...data, clusters } }, tx);
    await bumpEpochs(tx, "everyone");
  });
  await publishChange(ctx.runtime);
  return { slug };
}
