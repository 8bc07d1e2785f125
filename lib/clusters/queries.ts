import type { Answer } from "#lib/http/answer";
import { type LiveQuery, liveQuery, viewId } from "#lib/live/live-query";
import type { ClusterRow } from "./schemas.ts";

/** The clusters in the viewer's sight, with the state of their data. */
export function clustersQuery(): LiveQuery<Answer<ClusterRow>> {
  return liveQuery(viewId("clusters"));
}
