"use client";

import { KeyRound } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import type { GrantList, GrantRow } from "#lib/grants/schemas";
import { DataTable } from "../data-table/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { CompactGrant, GRANT_FILTER, GRANT_QUICK, grantColumns } from "./grant-columns.tsx";

export type GrantTableProps = { list: GrantList; create?: ReactNode; urlPrefix?: string };

/** Grants with their state: those in force first, ending ones on top. */
export function GrantTable({ list, create, urlPrefix }: GrantTableProps) {
  const { manage } = list.may;
  const columns = useMemo(() => grantColumns(manage), [manage]);
  return (
    <DataTable<GrantRow>
      label="Grants"
      rows={list.items}
      columns={columns}
      rowKey={(row) => row.key}
      filter={GRANT_FILTER}
      quickFilters={GRANT_QUICK}
      defaultSort="state"
      isStale={(row) => row.state === "expired" || row.state === "revoked"}
      changeMark={(row) => `${row.state} ${row.expiresAt}`}
      compact={(row) => <CompactGrant row={row} manage={manage} />}
      urlPrefix={urlPrefix}
      empty={
        <EmptyState icon={<KeyRound />} title="There are no grants yet." action={create}>
          A grant gives a team or a person a role in namespaces of clusters.
        </EmptyState>
      }
    />
  );
}
