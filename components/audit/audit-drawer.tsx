"use client";

import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { sentenceOf } from "#lib/audit/format";
import { auditRowQuery } from "#lib/audit/queries";
import type { AuditRow } from "#lib/audit/schemas";
import { QueryError } from "../layout/query-state.tsx";
import { Drawer } from "../ui/drawer.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { AuditDetail } from "./audit-detail.tsx";

export type AuditDrawerProps = {
  /** Of the row. */
  id: string;
  /** The row itself when it is in the list; else it is asked for. */
  row: AuditRow | undefined;
  onClose: () => void;
};

/** One row beside the list, also by a link to a row that the list does not show. */
export function AuditDrawer({ id, row, onClose }: AuditDrawerProps) {
  const asked = useQuery({ ...auditRowQuery(id), enabled: row === undefined });
  const shown = row ?? asked.data;
  return (
    <Drawer open onOpenChange={onClose} title={shown ? sentenceOf(shown) : "Row of the audit"}>
      {shown && <AuditDetail row={shown} />}
      {shown === null && (
        <EmptyState icon={<SearchX />} title="This row does not exist, or you do not have access to it.">
          The audit shows people what they did themselves, and owners what concerns their teams.
        </EmptyState>
      )}
      {shown === undefined && asked.error && <QueryError error={asked.error} onRetry={() => void asked.refetch()} />}
      {shown === undefined && !asked.error && <Skeleton className="m-5 h-40" />}
    </Drawer>
  );
}
