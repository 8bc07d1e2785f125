import type { ClusterHandle } from "#lib/kubernetes/types/fleet";
import type { CachedKind } from "#lib/kubernetes/types/rows";
import { KIND_RESOURCES } from "./kind-capability.ts";
import type { ScopeFilter } from "./types.ts";

const LINES = 3;
const REMEDY = "a platform engineer must name the namespaces in the grant, or widen the credential";

/**
 * Why patterns of a viewer's grants show nothing, or not all that they should: where the credential reads only named
 * namespaces, nobody knows which ones a pattern means. Undefined where there is no such pattern.
 */
export function explainUnresolved(handle: ClusterHandle, kind: CachedKind, filter: ScopeFilter): string | undefined {
  const patterns = [...new Set(filter.entries?.filter((entry) => entry.includes("*")))];
  if (patterns.length === 0 || KIND_RESOURCES[kind].clusterScoped) return undefined;
  const unlisted = handle.status("Namespace").state === "forbidden";
  const byNamespace = handle.status(kind, filter).byNamespace === true;
  if (!byNamespace && !(kind === "Namespace" && unlisted)) return undefined;
  const named = patterns.slice(0, LINES).map((pattern) => `\`${pattern}\``);
  const which = `${named.join(", ")}${patterns.length > LINES ? ` and ${patterns.length - LINES} more` : ""}`;
  if (unlisted) {
    return `The credential of this cluster may not list namespaces, so ${which} cannot be resolved: ${REMEDY}.`;
  }
  return `The credential of this cluster reads only namespaces that a grant names, and ${which} names none: ${REMEDY}.`;
}
