import type { Context } from "#lib/context";
import { type Narrowing, narrowScope } from "#lib/workloads/narrow-scope";
import { readWorkloads } from "#lib/workloads/read-workloads";
import { groupApps } from "./group-apps.ts";
import type { AppList } from "./schemas.ts";

/**
 * The applications that the actor may see, worst first. Reads memory only.
 * @throws `not_found` for a team that the actor is not in
 */
export async function listApps(ctx: Context, input: Narrowing): Promise<Omit<AppList, "revision">> {
  const narrowed = await narrowScope(ctx, input);
  const { workloads, freshness } = readWorkloads(ctx, narrowed);
  const rows = workloads.map(({ row }) => row);
  return {
    items: groupApps({ rows, freshness, now: ctx.runtime.clock.now() }),
    freshness,
    failures: freshness.filter((entry) => entry.state !== "live"),
  };
}
