import type { Context } from "#lib/context";
import type { ClusterFreshness } from "#lib/http/answer";
import { clusterTime } from "#lib/kubernetes/kinds/cluster-time";

/** What the rows of a cluster are judged by: epoch milliseconds by its own clock, which wrote every time in them. */
export type ClusterClock = {
  readonly now: number;
  /** The moment of the last news. Without news, time stands still: a run is not missed because nobody heard of it. */
  readonly judgedAt: number;
};

/** What reads times of a cluster: the portal's clock, and how far the cluster's is off. */
export type ClockContext = { readonly runtime: Pick<Context["runtime"], "fleet" | "clock"> };

/** The time of one cluster. @param freshness of the rows that are judged */
export function clusterClock(
  { runtime }: ClockContext,
  { clusterId, state, asOf }: Pick<ClusterFreshness, "clusterId" | "state" | "asOf">,
): ClusterClock {
  const skew = runtime.fleet.cluster(clusterId)?.connection.health().clockSkewSeconds;
  const now = clusterTime(runtime.clock.now(), skew);
  return { now, judgedAt: state === "live" || asOf === undefined ? now : clusterTime(asOf, skew) };
}
