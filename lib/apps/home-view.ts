import type { LiveView } from "#lib/live/hub";
import { type Narrowing, scopeThroughTeam } from "#lib/workloads/narrow-scope";
import { WORKLOAD_ROW_KINDS } from "#lib/workloads/read-cluster-rows";
import { scopeQuerySchema } from "#lib/workloads/schemas";
import { endingGrants } from "./collect-needs.ts";
import { getHome, readBindings } from "./get-home.ts";
import type { Home } from "./schemas.ts";

/** Shared by people who see the same and whose grants end at the same times. */
export const HOME_VIEW: LiveView<Narrowing, Omit<Home, "revision">> = {
  name: "home",
  params: scopeQuerySchema,
  kinds: [...WORKLOAD_ROW_KINDS, "Namespace", "ResourceQuota"],
  admit: async (ctx, params) => {
    const { scope, team } = await scopeThroughTeam(ctx, params.team);
    const ending = endingGrants(await readBindings(ctx, team?.id), ctx.runtime.clock.now());
    return { scope, shareKey: [scope.hash, ...ending.map((need) => need.key)].join(" ") };
  },
  load: getHome,
};
