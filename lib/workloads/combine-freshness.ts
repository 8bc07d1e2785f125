import type { ClusterFreshness } from "#lib/http/answer";

/** Worst first: what the age of a whole cluster is judged by. */
const WORST_FIRST: readonly ClusterFreshness["state"][] = ["paused", "stale", "starting", "live"];

/**
 * One freshness per cluster out of those of several kinds: the worst that says anything about age. `forbidden` and
 * `unsupported` kinds count only when no kind can be read at all; the oldest moment is kept.
 */
export function combineFreshness(lists: readonly (readonly ClusterFreshness[])[]): ClusterFreshness[] {
  const byCluster = new Map<string, ClusterFreshness[]>();
  for (const entry of lists.flat()) {
    const list = byCluster.get(entry.clusterId);
    if (list) list.push(entry);
    else byCluster.set(entry.clusterId, [entry]);
  }
  return [...byCluster.values()].flatMap((entries) => worstOf(entries) ?? []);
}

function worstOf(entries: readonly ClusterFreshness[]): ClusterFreshness | undefined {
  for (const state of WORST_FIRST) {
    const found = entries.filter((entry) => entry.state === state);
    if (found.length === 0) continue;
    return found.reduce((oldest, entry) => ((entry.asOf ?? Infinity) < (oldest.asOf ?? Infinity) ? entry : oldest));
  }
  return entries[0];
}
