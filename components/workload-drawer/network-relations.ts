import type { Relation } from "#lib/workloads/schemas";

const NETWORK = new Set(["Service", "Ingress", "HTTPRoute", "Gateway", "NetworkPolicy"]);

/** Whether something of this kind carries traffic to a workload. */
export function isNetwork({ kind }: { readonly kind: string }): boolean {
  return NETWORK.has(kind);
}

/** The relations that carry traffic to the workload. */
export function networkRelations(relations: readonly Relation[]): Relation[] {
  return relations.filter(isNetwork);
}

/** Everything else beside it: owners, autoscalers, claims. */
export function otherRelations(relations: readonly Relation[]): Relation[] {
  return relations.filter((relation) => !isNetwork(relation));
}
