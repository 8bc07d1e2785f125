import { indexBy } from "./index-by.ts";
import type { ClusterRows } from "./read-cluster-rows.ts";
import type { WorkloadFacts } from "./workload-facts.ts";

/** Events by what they are about, and nodes by name, of one cluster. */
export function lookupsOf(rows: ClusterRows["rows"]): Pick<WorkloadFacts, "eventsOf" | "nodeOf"> {
  const events = indexBy(rows.Event, (event) => event.regardingUid);
  const nodes = new Map(rows.Node.map((node) => [node.name, node]));
  return { eventsOf: (uid) => events.get(uid) ?? [], nodeOf: (name) => nodes.get(name) };
}
