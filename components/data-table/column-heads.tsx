"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { Checkbox } from "../ui/checkbox.tsx";
import { cn } from "../ui/cn.tsx";
import type { DataColumn } from "./types.tsx";
import type { TableState } from "./use-table-state.ts";

export const FROM = { md: "md:table-cell", lg: "lg:table-cell", xl: "xl:table-cell" };

/** Hides a cell on screens narrower than its column wants; on phones one cell stands for the row. */
export function cellVisibility(column: { from?: "md" | "lg" | "xl" }): string {
  return column.from ? `hidden ${FROM[column.from]}` : "hidden sm:table-cell";
}

export type ColumnHeadsProps<Row> = {
  /** Keys of the rows that the filter leaves. */
  keys: readonly string[];
  columns: readonly DataColumn<Row>[];
  state: TableState;
  selectable: boolean;
};

const HEAD = "sticky top-12 z-10 border-line border-b bg-surface px-3 py-[7px] font-medium text-ink-3 text-small";

export function ColumnHeads<Row>({ keys, columns, state, selectable }: ColumnHeadsProps<Row>) {
  const all = keys.length > 0 && keys.every((key) => state.selected.has(key));
  return (
    <thead className="hidden sm:table-header-group">
      <tr aria-rowindex={1}>
        {selectable && (
          <th scope="col" className={cn(HEAD, "w-9 pr-0")}>
            <Checkbox
              label={all ? "Select none" : `Select all ${keys.length.toLocaleString("en-US")}`}
              checked={all || (state.selected.size > 0 ? "indeterminate" : false)}
              onCheckedChange={() => state.setSelected(all ? new Set() : new Set(keys))}
              className="align-middle"
            />
          </th>
        )}
        {columns.map((column) => (
          <ColumnHead key={column.id} column={column} state={state} />
        ))}
      </tr>
    </thead>
  );
}

function ColumnHead<Row>({ column, state }: { column: DataColumn<Row>; state: TableState }) {
  const direction = sortDirection(column.id, state.sort);
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={column.sort ? (direction ?? "none") : undefined}
      style={{ width: column.width }}
      className={cn(HEAD, column.numeric && "text-right", cellVisibility(column))}
    >
      {column.sort ? (
        <button
          type="button"
          onClick={() => state.setSort(nextSort(column, direction))}
          className={cn(
            "group/head relative inline-flex max-w-full rounded-sm hover:text-ink",
            direction && "text-ink",
          )}
        >
          <span className="truncate">{column.header}</span>
          <Arrow
            aria-hidden
            className={cn(
              "absolute top-0.5 size-3",
              column.numeric ? "right-full mr-0.5" : "left-full ml-0.5",
              !direction && "opacity-0 group-hover/head:opacity-60",
            )}
          />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

function sortDirection(id: string, sort: string): "ascending" | "descending" | undefined {
  if (sort === id) return "ascending";
  return sort === `-${id}` ? "descending" : undefined;
}

/** The first press sorts the way that is useful for the column; the next one turns it around. */
function nextSort(
  column: { id: string; descendingFirst?: boolean },
  direction: "ascending" | "descending" | undefined,
) {
  const down = direction === undefined ? column.descendingFirst === true : direction === "ascending";
  return down ? `-${column.id}` : column.id;
}
