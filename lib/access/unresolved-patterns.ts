import type { CacheStatus, ClusterHandle } from "#lib/kubernetes/types/fleet";
import type { CachedKind } from "#lib/kubernetes/types/rows";
import { KIND_RESOURCES } from "./kind-capability.ts";
import type { ScopeFilter } from "./types.ts";

const MOST_NAMED = 3;
const REMEDY = "a platform engineer must name the namespaces in the grant, or widen the credential";

/**
 * Why patterns of a viewer's grants show nothing, or not all that they should: where the credential reads only named
 * namespaces, nobody knows which ones a pattern means. Undefined where there is no such pattern.
 * @param status of the kind through the filter
 */
export function explainUnresolved(
  handle: ClusterHandle,
  kind: CachedKind,
  filter: ScopeFilter,
  { byNamespace = false }: CacheStatus,
): string | undefined {
  const patterns = [...new Set(filter.entries?.filter((entry) => entry.includes("*")))];
  if (patterns.length === 0 || KIND_RESOURCES[kind].clusterScoped) return undefined;
  const unlisted = handle.status("Namespace").state === "forbidden";
  if (!byNamespace && !(kind === "Namespace" && unlisted)) return undefined;
  const named = patterns.slice(0, MOST_NAMED).map((pattern) => `\`${pattern}\``);
  const which = `${named.join(", ")}${patterns.length > MOST_NAMED ? ` and ${patterns.length - MOST_NAMED} more` : ""}`;
  if (unlisted) {
    return `The credential of this cluster may not list namespaces, so ${which} cannot be resolved: ${REMEDY}.`;
  }
  return `The credential of this cluster reads only namespaces that a grant names, not those that match ${which}: ${REMEDY}.`;
}
