import { registerCluster } from "#lib/clusters/register-cluster";
import { saveClusterGroup } from "#lib/clusters/save-cluster-group";
import { saveEnvironment } from "#lib/clusters/save-environment";
import type { Context } from "#lib/context";
import { CLUSTER_GROUPS, type DemoPlace, ENVIRONMENTS, PLACES } from "./demo-data.ts";

const ANYWHERE: DemoPlace = { environment: "staging", description: "" };

/** Environments, the demo fleet's clusters by their kubeconfigs, and groups; what exists already stays as it is. */
export async function seedClusters(ctx: Context, kubeconfigs: Readonly<Record<string, string>>): Promise<void> {
  const { prisma } = ctx.runtime.db;
  const environments = new Set((await prisma.environment.findMany({ select: { slug: true } })).map(({ slug }) => slug));
  for (const environment of ENVIRONMENTS) {
    if (!environments.has(environment.slug)) await saveEnvironment(ctx, environment);
  }
  const known = new Set((await prisma.cluster.findMany({ select: { slug: true } })).map(({ slug }) => slug));
  for (const [slug, kubeconfig] of Object.entries(kubeconfigs)) {
    if (known.has(slug)) continue;
    const place = PLACES.find(([pattern]) => pattern.test(slug))?.[1] ?? ANYWHERE;
    await registerCluster(ctx, { kubeconfig, context: slug, slug, displayName: slug, groups: [], ...place });
  }
  const groups = new Set((await prisma.clusterGroup.findMany({ select: { slug: true } })).map(({ slug }) => slug));
  for (const { pattern, ...group } of CLUSTER_GROUPS) {
    const clusters = Object.keys(kubeconfigs).filter((slug) => pattern.test(slug));
    if (!groups.has(group.slug)) await saveClusterGroup(ctx, { ...group, clusters });
  }
}
