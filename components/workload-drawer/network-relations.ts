import type { Relation } from "#lib/workloads/schemas";

const NETWORK = new Set(["Service", "Ingress", "HTTPRoute", "Gateway", "NetworkPolicy"]);

/** The relations that carry traffic to the workload. */
export function networkRelations(relations: readonly Relation[]): Relation[] {
  return relations.filter((relation) => NETWORK.has(relation.kind));
}

/** Everything else beside it: owners, autoscalers, claims. */
export function otherRelations(relations: readonly Relation[]): Relation[] {
  return relations.filter((relation) => !NETWORK.has(relation.kind));
}
