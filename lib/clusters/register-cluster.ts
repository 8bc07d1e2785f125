import type { z } from "zod";
import { requireAudited } from "#lib/audit/require-audited";
import { withAudit } from "#lib/audit/with-audit";
import type { Context } from "#lib/context";
import { badField } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { parseInput } from "#lib/http/parse-input";
import { publishChange } from "#lib/publish-change";
import { diagnoseContext, findRegistered, registeredAlready } from "./diagnose-context.ts";
import { readUploadedContext } from "./read-kubeconfig.ts";
import { readPlacement } from "./read-placement.ts";
import { type RegisterClusterInput, registerClusterInput } from "./schemas.ts";
import { storeCluster } from "./store-cluster.ts";

/**
 * Registers a cluster by one context of an uploaded kubeconfig: parse, check the address, connect once, find out what
 * the credential can do, store it sealed, connect. Nothing is stored unless all of it works.
 * @throws `bad_input` with the field that is wrong, taken or a cluster registered already; `cluster_unreachable` and
 * `cluster_refused` with what to do about it.
 */
export async function registerCluster(ctx: Context, input: RegisterClusterInput): Promise<{ slug: string }> {
  const attempt = { action: "cluster.register", targetKind: "cluster", targetName: String(input.slug) };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, attempt);
  const wanted = parseInput(registerClusterInput, input, "body");
  const uploaded = readUploadedContext(ctx.runtime, wanted.kubeconfig, wanted.context);
  const place = await readPlacement(ctx.runtime.db, wanted);
  await refuseTakenSlug(ctx, wanted);
  const id = newId(ctx.runtime.clock);
  const detail = { server: uploaded.server, environment: wanted.environment, groups: wanted.groups };
  await withAudit(ctx, { ...attempt, targetId: id, clusterId: id, detail }, async (note) => {
    const { diagnosis, facts, problem } = await diagnoseContext(ctx, uploaded, { id, slug: wanted.slug });
    if (problem !== undefined) throw problem;
    const same = await findRegistered(ctx, { uid: facts.uid, server: uploaded.server });
    if (same !== undefined) throw registeredAlready(same);
    const stored = await storeCluster(ctx, { id, wanted, place, uploaded, diagnosis, facts });
    note({ fingerprint: stored.fingerprint, version: facts.version });
  });
  await publishChange(ctx.runtime);
  return { slug: wanted.slug };
}

async function refuseTakenSlug(ctx: Context, { slug }: z.output<typeof registerClusterInput>): Promise<void> {
  const taken = await ctx.runtime.db.prisma.cluster.count({ where: { slug } });
  if (taken > 0) throw badField("slug", "is taken by another cluster", `${slug}-2`);
}
