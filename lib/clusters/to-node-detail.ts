import { deriveNodeVerdict } from "#lib/kubernetes/kinds/derive-node-verdict";
import type { NodeRow, PodRow } from "#lib/kubernetes/types/rows";
import type { NodeDetail } from "./schemas.ts";
import { capacities } from "./to-cluster-row.ts";

/**
 * One node as its cluster's page shows it. `pods` are those on it, or undefined while they are not listed; `now` is in
 * epoch seconds by the cluster's clock. Pure.
 */
export function toNodeDetail(node: NodeRow, pods: readonly PodRow[] | undefined, now: number): NodeDetail {
  return {
    key: node.uid,
    name: node.name,
    verdict: deriveNodeVerdict(node, { now }),
    roles: [...node.roles],
    version: node.kubeletVersion,
    osImage: node.osImage,
    architecture: node.architecture,
    zone: node.zone,
    instanceType: node.instanceType,
    cordoned: node.unschedulable,
    taints: [...node.taints],
    conditions: node.conditions.map((condition) => ({ ...condition })),
    ...capacities([node], pods),
    pods: pods?.filter((pod) => pod.phase !== "Succeeded" && pod.phase !== "Failed").length,
    podsAllocatable: node.podsAllocatable,
    createdAt: node.createdAt,
  };
}
