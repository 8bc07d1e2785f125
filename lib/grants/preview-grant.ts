import type { z } from "zod";
import { matchesNamespace } from "#lib/access/matches-namespace";
import { readRowsByCluster } from "#lib/access/read-rows-by-cluster";
import { requireAccess } from "#lib/access/require";
import { scopeOf } from "#lib/access/scope-of";
import type { Context } from "#lib/context";
import { parseInput } from "#lib/http/parse-input";
import { type GrantPreview, previewGrantInput } from "./schemas.ts";
import { warnAboutGrant } from "./warn-about-grant.ts";

type PreviewInput = z.output<typeof previewGrantInput>;

/** What a grant would reach now: the namespaces that match, per cluster, and what is unusual about it. Stores nothing. */
export async function previewGrant(ctx: Context, input: z.input<typeof previewGrantInput>): Promise<GrantPreview> {
  await requireAccess(ctx, { kind: "portal", action: "grants.manage" });
  const grant = parseInput(previewGrantInput, input, "body");
  const targets = await targetClusters(ctx, grant.target);
  const scope = await scopeOf(ctx);
  const read = readRowsByCluster(ctx, { scope, kind: "Namespace", clusterIds: targets.map((cluster) => cluster.id) });
  const live = new Set(read.freshness.filter((entry) => entry.state === "live").map((entry) => entry.clusterId));
  const names = new Map(read.clusters.map(({ cluster, rows }) => [cluster.id, rows.map((row) => row.name)]));
  const clusters = targets.map(({ id, slug, displayName }) => {
    const known = names.get(id) ?? [];
    const matching = known.filter((name) => grant.namespaces.some((pattern) => matchesNamespace(pattern, name)));
    return { slug, name: displayName, namespaces: matching.toSorted(), known: known.length, complete: live.has(id) };
  });
  const reached = new Set(clusters.flatMap((cluster) => cluster.namespaces));
  return {
    clusters,
    unmatched: grant.namespaces.filter((entry) => !entry.includes("*") && !reached.has(entry)),
    warnings: warnAboutGrant({ namespaces: grant.namespaces, role: grant.role, reached }),
    people: await countPeople(ctx, grant.subject),
  };
}

async function targetClusters(ctx: Context, { kind, id }: PreviewInput["target"]) {
  const where =
    kind === "cluster"
      ? { id }
      : kind === "environment"
        ? { environmentId: id }
        : { groups: { some: { groupId: id } } };
  return await ctx.runtime.db.prisma.cluster.findMany({
    where,
    select: { id: true, slug: true, displayName: true },
    orderBy: { slug: "asc" },
  });
}

async function countPeople(ctx: Context, subject: PreviewInput["subject"]): Promise<number | undefined> {
  if (subject === undefined) return undefined;
  if (subject.kind === "user") return 1;
  return await ctx.runtime.db.prisma.membership.count({ where: { teamId: subject.id } });
}
