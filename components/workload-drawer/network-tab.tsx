import type { WorkloadDetail } from "#lib/workloads/schemas";
import { EmptyState } from "../ui/empty-state.tsx";
import { RelationList } from "../workloads/relation-list.tsx";
import { networkRelations } from "./network-relations.ts";

export function NetworkTab({ detail }: { detail: WorkloadDetail }) {
  const relations = networkRelations(detail.relations);
  if (relations.length === 0) {
    return <EmptyState title="No Service selects its pods, so nothing sends traffic to it by name." />;
  }
  return <RelationList label="Services and ingresses" relations={relations} />;
}
