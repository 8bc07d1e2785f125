"use client";

import { SearchX } from "lucide-react";
import { useMemo } from "react";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { BodyRows } from "./body-rows.tsx";
import { ColumnHeads } from "./column-heads.tsx";
import { FilterBox } from "./filter-box.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import type { DataTableProps } from "./types.tsx";
import { useRowKeys } from "./use-row-keys.tsx";
import { useRows } from "./use-rows.ts";
import { useTableState } from "./use-table-state.ts";
import { QuickFilters, ViewMenus } from "./view-menus.tsx";

/**
 * A long list: filter box, quick filters, sort, columns, density and selection in the URL, virtual rows, keyboard
 * (`j` `k` `enter` `x` `/`), two-line rows on phones. Keep `columns` and `filter` stable (module level or memo).
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, columns, label, empty, filter, quickFilters, toolbar, openKey, onOpen, copyText, paged } = props;
  const state = useTableState(columns, props.defaultSort, props.urlPrefix);
  const shown = useRows(props, state);
  const shownColumns = useMemo(
    () => columns.filter((column) => column.fixed || state.visible.has(column.id)),
    [columns, state.visible],
  );
  const shownKeys = useMemo(() => shown.map((row) => row.id), [shown]);
  const keys = useRowKeys({ rows: shown, state, onOpen, openKey, selectable: copyText !== undefined });
  if (rows.length === 0 && !paged) return <div className="rounded-lg border border-line bg-surface">{empty}</div>;
  return (
    <div>
      <div className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-2">
        <FilterBox rows={rows} filter={filter} value={state.filter} onChange={state.setFilter} label={label} />
        <QuickFilters rows={paged ? undefined : rows} filter={filter} quickFilters={quickFilters} state={state} />
        <div className="ml-auto flex items-center gap-1">
          <span aria-live="polite" className="nums mr-1 whitespace-nowrap text-ink-3 text-small">
            {shown.length === rows.length
              ? rows.length.toLocaleString("en-US")
              : `${shown.length.toLocaleString("en-US")} of ${rows.length.toLocaleString("en-US")}`}
            {paged?.more && " loaded"}
          </span>
          <ViewMenus columns={columns} state={state} />
          {toolbar}
        </div>
      </div>
      <SelectionBar {...props} state={state} />
      {/* `clip` keeps the corners round without making a scroll container, so that the head can stick. */}
      <div className="overflow-clip rounded-lg border border-line bg-surface">
        {shown.length === 0 && paged ? (
          empty
        ) : shown.length === 0 ? (
          <EmptyState
            icon={<SearchX />}
            title="Nothing matches this filter."
            action={<Button onClick={() => state.setFilter("")}>Clear the filter</Button>}
          />
        ) : (
          <table
            ref={keys.tableRef}
            aria-label={label}
            aria-rowcount={paged?.more ? -1 : shown.length + 1}
            className="w-full table-fixed border-separate border-spacing-0 text-left text-table"
          >
            <ColumnHeads keys={shownKeys} columns={shownColumns} state={state} selectable={copyText !== undefined} />
            <BodyRows {...props} columns={shownColumns} shown={shown} state={state} cursor={keys.cursor} />
          </table>
        )}
      </div>
    </div>
  );
}
