import type { ClusterDiagnosis } from "./schemas.ts";

type Finding = ClusterDiagnosis["permissions"][number];

/** More than there are kinds: the whole cluster comes before any kinds of some namespaces. */
const WHOLE_CLUSTER = 1_000;

/**
 * How much of a cluster a credential reads, by what its diagnosis found, to compare it with another of the same cluster.
 * Negative: the cluster refuses it; 0: nothing answered; above, the whole cluster counts more than namespaces, and of
 * these only the kinds count, not how many namespaces were tried. Pure.
 */
export function measureReach({ steps, permissions }: ClusterDiagnosis): number {
  const failed = (step: string) => steps.some(({ id, state }) => id === step && state === "failed");
  if (failed("reachable")) return 0;
  if (failed("credential")) return -1;
  const blind = new Set(permissions.filter((one) => one.verb === "watch" && one.result === "forbidden").map(kindOf));
  const lists = permissions.filter(({ verb, result }) => verb === "list" && result === "allowed");
  const readable = lists.filter((one) => one.namespace !== undefined || !blind.has(kindOf(one)));
  const wide = new Set(readable.filter(({ namespace }) => namespace === undefined).map(kindOf));
  return 1 + new Set(readable.map(kindOf)).size + wide.size + (wide.has("/pods") ? WHOLE_CLUSTER : 0);
}

function kindOf({ group, resource }: Finding): string {
  return `${group}/${resource}`;
}
