"use client";

import { type ReactNode, useMemo } from "react";
import type { AuditRow } from "#lib/audit/schemas";
import { DataTable } from "../data-table/data-table.tsx";
import { AUDIT_QUICK, auditColumns, auditLine, CompactAudit } from "./audit-columns.tsx";
import { useAuditFilter } from "./use-audit-filter.ts";

export type AuditTableProps = {
  rows: readonly AuditRow[];
  /** The server has older ones. */
  more: boolean;
  /** The rows are those of the filter before: the answer to this one is on its way. */
  waiting: boolean;
  openKey: string | undefined;
  onOpen: (row: AuditRow) => void;
  toolbar: ReactNode;
  empty: ReactNode;
};

/** What happened, newest first; the server filters. */
export function AuditTable({ rows, more, waiting, openKey, onOpen, toolbar, empty }: AuditTableProps) {
  const columns = useMemo(() => auditColumns(onOpen), [onOpen]);
  const paged = useMemo(() => ({ more }), [more]);
  return (
    <DataTable<AuditRow>
      label="Audit"
      rows={rows}
      columns={columns}
      rowKey={(row) => row.key}
      filter={useAuditFilter(rows)}
      quickFilters={AUDIT_QUICK}
      defaultSort=""
      paged={paged}
      onOpen={onOpen}
      openKey={openKey}
      isStale={() => waiting}
      compact={(row) => <CompactAudit row={row} onOpen={onOpen} />}
      copyText={auditLine}
      copied={{ one: "line", many: "lines" }}
      toolbar={toolbar}
      empty={empty}
    />
  );
}
