import { requireAccess } from "#lib/access/require";
import type { Context } from "#lib/context";
import { collectClusterChanges } from "./collect-cluster-changes.ts";
import type { ClusterList } from "./schemas.ts";
import { seeClusters } from "./see-clusters.ts";
import { toClusterRow } from "./to-cluster-row.ts";

/**
 * The fleet as the actor may know it: platform engineers see everything, managers capacity and sums, others their
 * clusters without nodes. Never waits for a cluster.
 */
export async function listClusters(ctx: Context): Promise<Omit<ClusterList, "revision">> {
  await requireAccess(ctx, { kind: "portal", action: "clusters.view" });
  const sight = await seeClusters(ctx);
  return {
    items: sight.clusters.map((cluster) => toClusterRow(cluster)),
    freshness: sight.freshness,
    failures: sight.freshness.filter((entry) => entry.state !== "live"),
    may: { manage: sight.manage },
    changes: sight.manage ? await collectClusterChanges(ctx, sight.clusters) : [],
  };
}
