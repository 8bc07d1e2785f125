import { formatBytes, formatCpu } from "#lib/core/format-quantity";
import { workloadPath } from "#lib/workloads/format";
import type { WorkloadDetail } from "#lib/workloads/schemas";
import { Card } from "../ui/card.tsx";
import { Dash, RelativeTime } from "../ui/relative-time.tsx";
import { Stat } from "../ui/stat.tsx";
import { ContainerList } from "../workloads/container-list.tsx";
import { PodTable } from "../workloads/pod-table.tsx";
import { QuotaBars } from "../workloads/quota-bars.tsx";
import { RelationList } from "../workloads/relation-list.tsx";
import { Restarts } from "../workloads/restarts.tsx";
import { VerdictCard } from "../workloads/verdict-card.tsx";
import { otherRelations } from "./network-relations.ts";
import { Revisions } from "./revisions.tsx";
import { Section } from "./section.tsx";

/** Why it is as it is, its figures, its pods and what stands beside it. */
export function OverviewTab({ detail }: { detail: WorkloadDetail }) {
  const { row } = detail;
  const relations = otherRelations(detail.relations);
  return (
    <div className="grid grid-cols-1 gap-3">
      <VerdictCard verdict={row.verdict} stale={row.stale} evidence={detail.evidence} nextStep={detail.nextStep} />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Stat
          label="Ready"
          value={row.ready ?? <Dash reason="This kind has no replicas" />}
          detail={row.desired === undefined ? undefined : `of ${row.desired}`}
        />
        <Stat
          label="Restarts"
          value={<Restarts restarts={row.restarts} restartHours={row.restartHours} level={row.verdict.level} />}
        />
        <Stat
          label="Requests"
          value={formatCpu(row.cpuRequest)}
          detail={`${formatBytes(row.memoryRequest)}${row.gpuRequest > 0 ? ` · ${row.gpuRequest} GPU` : ""}`}
        />
        <Stat label="Last change" value={<RelativeTime at={row.lastChangeAt} suffix="ago" />} />
      </div>
      <Pods detail={detail} />
      {detail.quotas.items.length > 0 && (
        <Section title="Quota of the namespace">
          <Card className="px-3.5 py-3">
            <QuotaBars quotas={detail.quotas.items} />
          </Card>
        </Section>
      )}
      {relations.length > 0 && (
        <Section title="Beside it">
          <RelationList label="Beside it" relations={relations} stale={row.stale} />
        </Section>
      )}
      {detail.revisions.length > 0 && (
        <Section title="Rollouts">
          <Revisions revisions={detail.revisions} />
        </Section>
      )}
    </div>
  );
}

/** The pods of a workload; the containers of a pod. */
function Pods({ detail }: { detail: WorkloadDetail }) {
  const [pod] = detail.pods;
  if (pod === undefined) return null;
  if (detail.row.kind !== "Pod") {
    return <PodTable pods={detail.pods} metrics={detail.metrics} podHref={podHref(detail)} stale={detail.row.stale} />;
  }
  return (
    <Card>
      <ContainerList containers={pod.containers} />
    </Card>
  );
}

/** The page of a pod of this workload. */
export function podHref(detail: WorkloadDetail): (name: string) => string {
  const { cluster, namespace } = detail.row;
  return (name) => workloadPath({ cluster, namespace, kind: "Pod", name });
}
