import { type LiveQuery, liveQuery, viewId } from "#lib/live/live-query";
import type { ScopeQuery } from "#lib/workloads/schemas";
import type { Home } from "./schemas.ts";

/** The applications of the scope, worst first, with what changed and what waits for the viewer. */
export function homeQuery(scope: ScopeQuery): LiveQuery<Home> {
  return liveQuery(viewId("home", scope));
}
