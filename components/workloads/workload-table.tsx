"use client";

import { LayoutGrid } from "lucide-react";
import { useMemo } from "react";
import { workloadPath } from "#lib/workloads/format";
import type { WorkloadRow } from "#lib/workloads/schemas";
import { DataTable } from "../data-table/data-table.tsx";
import type { QuickFilter } from "../data-table/types.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { useOpenWorkload } from "../workload-drawer/open-workload.tsx";
import { CompactWorkload, workloadColumns, workloadFilter } from "./workload-columns.tsx";

const QUICK: QuickFilter[] = [
  { label: "Needs attention", filter: "status:failing,degraded" },
  { label: "Rolling out", filter: "status:progressing" },
];

export type WorkloadTableProps = {
  rows: readonly WorkloadRow[];
  /** Inside one namespace the columns of place say nothing. */
  inNamespace?: boolean;
};

/** Workloads, worst first; a press opens one beside the list. */
export function WorkloadTable({ rows, inNamespace = false }: WorkloadTableProps) {
  const { ref, open } = useOpenWorkload();
  const path = ref && workloadPath(ref);
  const columns = useMemo(() => workloadColumns({ onOpen: open, inNamespace }), [open, inNamespace]);
  return (
    <DataTable<WorkloadRow>
      label="Workloads"
      rows={rows}
      columns={columns}
      rowKey={(row) => row.key}
      filter={workloadFilter}
      quickFilters={QUICK}
      defaultSort="verdict"
      onOpen={open}
      openKey={path === undefined ? undefined : rows.find((row) => workloadPath(row) === path)?.key}
      isStale={(row) => row.stale}
      changeMark={(row) => `${row.verdict.level} ${row.ready ?? ""} ${row.version ?? ""}`}
      copyText={(row) => row.name}
      compact={(row) => <CompactWorkload row={row} onOpen={open} inNamespace={inNamespace} />}
      empty={
        <EmptyState icon={<LayoutGrid />} title="No workload runs here.">
          Deploy something with kubectl or your pipeline; it appears here by itself.
        </EmptyState>
      }
    />
  );
}
