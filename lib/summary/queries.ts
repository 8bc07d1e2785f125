import { type LiveQuery, liveQuery, viewId } from "#lib/live/live-query";
import type { ScopeQuery } from "#lib/workloads/schemas";
import type { Summary } from "./schemas.ts";

/** The fleet in sums, for managers. */
export function summaryQuery(scope: ScopeQuery): LiveQuery<Summary> {
  return liveQuery(viewId("summary", scope));
}
