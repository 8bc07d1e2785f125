import { clusterTime } from "#lib/kubernetes/kinds/cluster-time";
import type { ClusterRows } from "./read-cluster-rows.ts";

/**
 * When the rows of a cluster are judged, by the cluster's clock. Without news, time stands still: a run is not missed
 * because nobody heard of it.
 * @param now epoch milliseconds by the portal's clock
 * @returns epoch milliseconds
 */
export function judgedAt(
  { freshness, clockSkewSeconds }: Pick<ClusterRows, "freshness" | "clockSkewSeconds">,
  now: number,
): number {
  return clusterTime(freshness.state === "live" ? now : (freshness.asOf ?? now), clockSkewSeconds);
}
