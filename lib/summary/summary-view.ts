import { requireAccess } from "#lib/access/require";
import type { LiveView } from "#lib/live/hub";
import { type Narrowing, scopeThroughTeam } from "#lib/workloads/narrow-scope";
import { scopeQuerySchema } from "#lib/workloads/schemas";
import { getSummary } from "./get-summary.ts";
import type { Summary } from "./schemas.ts";

/** Split by the teams that a person's snapshot knows: all of them for the portal's roles, their own for others. */
export const SUMMARY_VIEW: LiveView<Narrowing, Omit<Summary, "revision">> = {
  name: "summary",
  params: scopeQuerySchema,
  kinds: ["Node", "Pod", "Namespace", "ResourceQuota", "PodMetrics"],
  admit: async (ctx, params) => {
    await requireAccess(ctx, { kind: "portal", action: "fleet.summary" });
    const { scope } = await scopeThroughTeam(ctx, params.team);
    const { teamRegions } = await ctx.runtime.access.snapshotOf(ctx.actor.userId, ctx.actor.epoch);
    return { scope, shareKey: [scope.hash, ...[...teamRegions.keys()].sort()].join(" ") };
  },
  load: getSummary,
};
