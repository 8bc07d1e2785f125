"use client";

import { FolderTree } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { count } from "#lib/clusters/format";
import type { ClusterNamespace } from "#lib/clusters/schemas";
import { formatBytes, formatCpu } from "#lib/core/format-quantity";
import { DataTable } from "../data-table/data-table.tsx";
import type { FilterFields } from "../data-table/match-filter.tsx";
import { RowLink } from "../data-table/row-link.tsx";
import type { DataColumn } from "../data-table/types.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Dash, RelativeTime } from "../ui/relative-time.tsx";

const FILTER: FilterFields<ClusterNamespace> = {
  fields: { phase: (row) => row.phase?.toLowerCase(), pods: (row) => row.pods },
  text: (row) => row.name,
};

const UNLISTED = "The credential lists no namespaces: this one is known by its pods";
const NO_PODS = "The pods are not listed";

export type NamespacesTabProps = { cluster: string; namespaces: readonly ClusterNamespace[]; stale: boolean };

/** The namespaces that the viewer sees, with what their pods request. */
export function NamespacesTab({ cluster, namespaces, stale }: NamespacesTabProps) {
  const router = useRouter();
  const columns = useMemo(() => columnsFor(cluster), [cluster]);
  return (
    <DataTable<ClusterNamespace>
      label="Namespaces"
      rows={namespaces}
      columns={columns}
      rowKey={(row) => row.name}
      filter={FILTER}
      defaultSort="-cpu"
      onOpen={(row) => router.push(hrefOf(cluster, row.name))}
      isStale={() => stale}
      compact={(row) => <CompactNamespace cluster={cluster} row={row} />}
      copyText={(row) => row.name}
      urlPrefix="s"
      empty={
        <EmptyState icon={<FolderTree />} title="No namespace of this cluster is yours, or none has been listed yet." />
      }
    />
  );
}

function hrefOf(cluster: string, name: string): string {
  return `/namespaces/${cluster}/${name}`;
}

function columnsFor(cluster: string): DataColumn<ClusterNamespace>[] {
  return [
    {
      id: "name",
      header: "Namespace",
      fixed: true,
      sort: (row) => row.name,
      cell: (row) => <RowLink href={hrefOf(cluster, row.name)}>{row.name}</RowLink>,
    },
    {
      id: "phase",
      header: "Phase",
      width: "104px",
      from: "md",
      sort: (row) => row.phase,
      cell: (row) => row.phase ?? <Dash reason={UNLISTED} />,
    },
    {
      id: "pods",
      header: "Pods",
      numeric: true,
      width: "80px",
      descendingFirst: true,
      sort: (row) => row.pods,
      cell: (row) => row.pods?.toLocaleString("en-US") ?? <Dash reason={NO_PODS} />,
    },
    {
      id: "cpu",
      header: "CPU requested",
      numeric: true,
      width: "128px",
      descendingFirst: true,
      sort: (row) => row.cpuRequest,
      cell: (row) => (row.cpuRequest === undefined ? <Dash reason={NO_PODS} /> : formatCpu(row.cpuRequest)),
    },
    {
      id: "memory",
      header: "Memory requested",
      numeric: true,
      width: "140px",
      from: "md",
      descendingFirst: true,
      sort: (row) => row.memoryRequest,
      cell: (row) => (row.memoryRequest === undefined ? <Dash reason={NO_PODS} /> : formatBytes(row.memoryRequest)),
    },
    {
      id: "age",
      header: "Age",
      numeric: true,
      width: "80px",
      from: "md",
      sort: (row) => (row.createdAt === undefined ? undefined : -row.createdAt),
      cell: (row) => <RelativeTime at={row.createdAt} reason={UNLISTED} className="text-ink-3" />,
    },
  ];
}

function CompactNamespace({ cluster, row }: { cluster: string; row: ClusterNamespace }) {
  return (
    <span className="grid gap-0.5">
      <RowLink href={hrefOf(cluster, row.name)}>{row.name}</RowLink>
      <span className="nums text-ink-3">
        {row.pods === undefined
          ? `${NO_PODS}.`
          : `${count(row.pods, "pod")} · ${formatCpu(row.cpuRequest ?? 0)} · ${formatBytes(row.memoryRequest ?? 0)}`}
      </span>
    </span>
  );
}
