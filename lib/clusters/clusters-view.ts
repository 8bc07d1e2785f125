import { z } from "zod";
import { decide } from "#lib/access/decide";
import { requireAccess } from "#lib/access/require";
import { scopeOf } from "#lib/access/scope-of";
import type { Context } from "#lib/context";
import type { LiveView, ViewAdmission } from "#lib/live/hub";
import { listClusters } from "./list-clusters.ts";
import type { ClusterList } from "./schemas.ts";

/** People with equal sight of the same clusters share an answer; the portal's roles see more of each. */
export async function admitToClusters(ctx: Context): Promise<ViewAdmission> {
  await requireAccess(ctx, { kind: "portal", action: "clusters.view" });
  const scope = await scopeOf(ctx);
  const manage = (await decide(ctx, { kind: "portal", action: "clusters.manage" })).allowed;
  const sums = (await decide(ctx, { kind: "portal", action: "fleet.summary" })).allowed;
  return { shareKey: `${scope.hash} ${manage} ${sums}`, scope };
}

export const CLUSTERS_VIEW: LiveView<Record<string, never>, Omit<ClusterList, "revision">> = {
  name: "clusters",
  params: z.object({}),
  kinds: ["Node", "Pod", "Namespace"],
  admit: admitToClusters,
  load: (ctx) => listClusters(ctx),
};
