import { formatBytes, formatCpu, formatUse } from "#lib/core/format-quantity";
import type { NamespaceListRow, NamespaceRef } from "#lib/namespaces/schemas";
import { levelRank } from "#lib/workloads/format";
import type { FilterFields } from "../data-table/match-filter.tsx";
import { RowLink } from "../data-table/row-link.tsx";
import type { DataColumn } from "../data-table/types.tsx";
import { Meter } from "../ui/meter.tsx";
import { Dash } from "../ui/relative-time.tsx";
import { Status } from "../ui/status.tsx";
import { quotaName } from "../workloads/quota-bars.tsx";

export function namespacePath({ cluster, namespace }: NamespaceRef): string {
  return `/namespaces/${cluster}/${namespace}`;
}

export const namespaceColumns: DataColumn<NamespaceListRow>[] = [
  {
    id: "verdict",
    header: "Verdict",
    width: "150px",
    sort: (row) => levelRank(row.verdict.level),
    cell: (row) => (
      <span title={row.verdict.sentence.replaceAll("`", "")} className="flex">
        <Status level={row.verdict.level} label={row.verdict.label} stale={row.stale} />
      </span>
    ),
  },
  {
    id: "namespace",
    header: "Namespace",
    fixed: true,
    sort: (row) => row.namespace,
    cell: (row) => (
      <RowLink href={namespacePath(row)} className="block truncate">
        {row.namespace}
      </RowLink>
    ),
  },
  { id: "cluster", header: "Cluster", width: "132px", sort: (row) => row.cluster, cell: (row) => row.cluster },
  {
    id: "environment",
    header: "Environment",
    width: "116px",
    from: "lg",
    sort: (row) => row.environment.rank,
    cell: (row) => row.environment.name,
  },
  {
    id: "workloads",
    header: "Workloads",
    numeric: true,
    width: "100px",
    from: "md",
    descendingFirst: true,
    sort: (row) => row.workloads,
    cell: (row) => row.workloads,
  },
  {
    id: "attention",
    header: "Unwell",
    numeric: true,
    width: "84px",
    from: "md",
    descendingFirst: true,
    sort: (row) => row.attention,
    cell: (row) => (row.attention === 0 ? <span className="text-ink-3">0</span> : row.attention),
  },
  {
    id: "pods",
    header: "Pods",
    numeric: true,
    width: "72px",
    from: "md",
    descendingFirst: true,
    sort: (row) => row.pods,
    cell: (row) => row.pods,
  },
  quotaColumn("cpu", "CPU quota"),
  quotaColumn("memory", "Memory quota"),
  {
    id: "cpuRequest",
    header: "CPU",
    numeric: true,
    width: "96px",
    hidden: true,
    descendingFirst: true,
    sort: (row) => row.cpuRequest,
    cell: (row) => formatCpu(row.cpuRequest),
  },
  {
    id: "memoryRequest",
    header: "Memory",
    numeric: true,
    width: "96px",
    hidden: true,
    descendingFirst: true,
    sort: (row) => row.memoryRequest,
    cell: (row) => formatBytes(row.memoryRequest),
  },
];

type Row = NamespaceListRow;

/** The tightest quota on requests of one resource, as a bar. */
function quotaColumn(resource: "cpu" | "memory", header: string): DataColumn<Row> {
  const find = (row: Row) =>
    row.quotas
      .filter((quota) => quota.resource === `requests.${resource}` || quota.resource === resource)
      .sort((a, b) => b.used / b.hard - a.used / a.hard)[0];
  return {
    id: `${resource}Quota`,
    header,
    width: "148px",
    from: "lg",
    descendingFirst: true,
    sort: (row) => {
      const quota = find(row);
      return quota && quota.hard > 0 ? quota.used / quota.hard : undefined;
    },
    cell: (row) => {
      const quota = find(row);
      if (!quota) return <Dash reason="No quota on this" />;
      const text = formatUse(quota.unit, quota.used, quota.hard);
      return (
        <span className="grid gap-1" title={`${quota.quota}: ${quotaName(quota.resource)}`}>
          <span className="nums text-small">{text}</span>
          <Meter label={header} value={quota.used} max={quota.hard} text={text} className="h-1" />
        </span>
      );
    },
  };
}

export const namespaceFilter: FilterFields<Row> = {
  fields: {
    status: (row) => row.verdict.level,
    cluster: (row) => row.cluster,
    namespace: (row) => row.namespace,
    environment: (row) => [row.environment.slug, row.environment.name],
    workloads: (row) => row.workloads,
    pods: (row) => row.pods,
  },
  text: (row) => `${row.namespace} ${row.cluster}`,
};

/** A namespace in two lines, for phones. */
export function CompactNamespace({ row }: { row: Row }) {
  return (
    <div className="grid grid-cols-1 gap-0.5">
      <div className="flex items-baseline justify-between gap-3">
        <RowLink href={namespacePath(row)} className="truncate">
          {row.namespace}
        </RowLink>
        <Status level={row.verdict.level} label={row.verdict.label} stale={row.stale} className="shrink-0" />
      </div>
      <p className="nums truncate text-ink-2 text-small">
        {row.cluster} · {row.workloads} {row.workloads === 1 ? "workload" : "workloads"} · {row.pods}{" "}
        {row.pods === 1 ? "pod" : "pods"}
        {row.attention > 0 && ` · ${row.attention} unwell`}
      </p>
    </div>
  );
}
