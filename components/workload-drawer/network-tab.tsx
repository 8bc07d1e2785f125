import type { WorkloadDetail } from "#lib/workloads/schemas";
import { EmptyState } from "../ui/empty-state.tsx";
import { RelationList } from "../workloads/relation-list.tsx";
import { UnlistedKinds } from "../workloads/unlisted-kinds.tsx";
import { isNetwork, networkRelations } from "./network-relations.ts";

/** What sends traffic to the workload, as far as that can be known. */
export function NetworkTab({ detail }: { detail: WorkloadDetail }) {
  const relations = networkRelations(detail.relations);
  const unlisted = detail.unlisted.filter(isNetwork);
  return (
    <>
      {relations.length > 0 && (
        <RelationList label="Services and ingresses" relations={relations} stale={detail.row.stale} />
      )}
      {relations.length === 0 && unlisted.length === 0 && <None detail={detail} />}
      <UnlistedKinds unlisted={unlisted} />
    </>
  );
}

function None({ detail: { labelsKnown, row } }: { detail: WorkloadDetail }) {
  const what = row.kind === "Pod" ? "it" : "its pods";
  if (!labelsKnown) return <EmptyState title={`Which Services select ${what} is not known here.`} />;
  return <EmptyState title={`No Service selects ${what}, so nothing sends traffic to it by name.`} />;
}
