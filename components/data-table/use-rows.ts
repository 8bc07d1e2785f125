"use client";

import {
  type ColumnDef,
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useDeferredValue, useMemo } from "react";
import { parseFilter } from "#lib/core/parse-filter";
import { matchFilter } from "./match-filter.tsx";
import type { DataColumn, DataTableProps } from "./types.tsx";
import type { TableState } from "./use-table-state.ts";

export const tableSetup = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});
export type TableSetup = typeof tableSetup;

/** Filters and sorts: the rows that a `DataTable` shows. Selection stays in the URL, beside the filter. */
export function useRows<Row extends object>(props: DataTableProps<Row>, state: TableState) {
  const { rows, columns, filter, rowKey } = props;
  const text = useDeferredValue(props.paged ? "" : state.filter);
  const data = useMemo(() => {
    const terms = parseFilter(text, new Set(Object.keys(filter.fields)));
    return terms.length === 0 ? [...rows] : rows.filter(matchFilter(terms, filter));
  }, [rows, filter, text]);
  const defs = useMemo(() => columns.map(toColumnDef), [columns]);
  const columnVisibility = useMemo(
    () => Object.fromEntries(columns.map((column) => [column.id, column.fixed || state.visible.has(column.id)])),
    [columns, state.visible],
  );
  const sorting = useMemo(() => toSorting(state.sort, columns), [state.sort, columns]);
  const table = useTable<TableSetup, Row>({
    features: tableSetup,
    columns: defs,
    data,
    getRowId: rowKey,
    state: { sorting, columnVisibility },
  });
  return table.getRowModel().rows;
}

function toColumnDef<Row extends object>(column: DataColumn<Row>): ColumnDef<TableSetup, Row> {
  const sort = column.sort;
  return {
    id: column.id,
    header: column.header,
    accessorFn: (row) => sort?.(row),
    enableSorting: sort !== undefined,
    sortUndefined: "last",
    sortFn: column.numeric || column.descendingFirst ? "basic" : "alphanumeric",
  };
}

/** The URL's sort, or nothing when it names no column that sorts. */
function toSorting<Row>(sort: string, columns: readonly DataColumn<Row>[]) {
  const desc = sort.startsWith("-");
  const id = desc ? sort.slice(1) : sort;
  return columns.some((column) => column.id === id && column.sort) ? [{ id, desc }] : [];
}
