import type { ClusterFreshness } from "#lib/http/answer";
import type { CacheStatus } from "#lib/kubernetes/types/fleet";
import { freshnessSentence } from "./freshness-sentence.ts";
import type { ScopedCluster } from "./types.ts";

/**
 * Where one cluster's data stands, in the words of the answers.
 * @param status `hidden` when the viewer may not list this kind there; undefined when the cluster is not connected.
 * @param unresolved why patterns of the viewer's grants do not show what they should, see `explainUnresolved`
 */
export function clusterFreshness(
  cluster: ScopedCluster,
  status: CacheStatus | "hidden" | undefined,
  unresolved?: string,
): ClusterFreshness {
  const base = { clusterId: cluster.id, slug: cluster.slug };
  if (cluster.paused) return { ...base, state: "paused", message: "A platform engineer paused this cluster." };
  if (status === "hidden") return { ...base, state: "forbidden", message: "Your access does not include this." };
  if (status === undefined) return { ...base, state: "starting" };
  const { state, asOf } = status;
  const own = state === "forbidden" || state === "live" ? unresolved : undefined;
  return { ...base, state, asOf, message: own ?? freshnessSentence(status) };
}
