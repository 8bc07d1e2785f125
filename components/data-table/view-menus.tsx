"use client";

import { ArrowDownUp, Columns3 } from "lucide-react";
import { useMemo } from "react";
import { parseFilter } from "#lib/core/parse-filter";
import { Chip } from "../ui/chip.tsx";
import { DropdownMenu, MenuCheckItem, MenuLabel, MenuRadio, MenuSeparator } from "../ui/dropdown-menu.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { type FilterFields, matchFilter } from "./match-filter.tsx";
import type { DataColumn, QuickFilter } from "./types.tsx";
import type { Density, TableState } from "./use-table-state.ts";

/** Sort order, columns and density. */
export function ViewMenus<Row>({ columns, state }: { columns: readonly DataColumn<Row>[]; state: TableState }) {
  const sortable = columns.filter((column) => column.sort);
  const current = state.sort.replace(/^-/, "");
  return (
    <>
      {sortable.length > 0 && (
        <DropdownMenu
          align="end"
          trigger={
            <IconButton label="Sort" size="sm">
              <ArrowDownUp aria-hidden />
            </IconButton>
          }
        >
          <MenuLabel>Sort by</MenuLabel>
          <MenuRadio
            value={current}
            onValueChange={(id) => {
              const column = sortable.find((item) => item.id === id);
              state.setSort(column?.descendingFirst ? `-${id}` : id);
            }}
            options={sortable.map((column) => ({ value: column.id, label: column.header }))}
          />
          <MenuSeparator />
          <MenuRadio
            value={state.sort.startsWith("-") ? "down" : "up"}
            onValueChange={(direction) => state.setSort(direction === "down" ? `-${current}` : current)}
            options={[
              { value: "up", label: "Ascending" },
              { value: "down", label: "Descending" },
            ]}
          />
        </DropdownMenu>
      )}
      <DropdownMenu
        align="end"
        trigger={
          <IconButton label="Columns and density" size="sm">
            <Columns3 aria-hidden />
          </IconButton>
        }
      >
        <MenuLabel>Columns</MenuLabel>
        {columns
          .filter((column) => !column.fixed)
          .map((column) => (
            <MenuCheckItem
              key={column.id}
              checked={state.visible.has(column.id)}
              onCheckedChange={(on) => state.setVisible(column.id, on)}
            >
              {column.header}
            </MenuCheckItem>
          ))}
        <MenuSeparator />
        <MenuLabel>Density</MenuLabel>
        <MenuRadio<Density>
          value={state.density}
          onValueChange={state.setDensity}
          options={[
            { value: "comfortable", label: "Comfortable" },
            { value: "compact", label: "Compact" },
          ]}
        />
      </DropdownMenu>
    </>
  );
}

export type QuickFiltersProps<Row> = {
  /** Undefined: the rows at hand are not all, so nothing is counted. */
  rows: readonly Row[] | undefined;
  filter: FilterFields<Row>;
  quickFilters: readonly QuickFilter[] | undefined;
  state: TableState;
};

/** The filters that people use most, one press each, with the number of rows behind them. */
export function QuickFilters<Row>({ rows, filter, quickFilters, state }: QuickFiltersProps<Row>) {
  const counted = useMemo(() => {
    const keys = new Set(Object.keys(filter.fields));
    return (quickFilters ?? []).map((quick) => ({
      ...quick,
      count: rows?.filter(matchFilter(parseFilter(quick.filter, keys), filter)).length,
    }));
  }, [rows, filter, quickFilters]);
  if (counted.length === 0) return null;
  return (
    <>
      {counted.map((quick) => (
        <Chip
          key={quick.filter}
          on={state.filter === quick.filter}
          count={quick.count}
          onClick={() => state.setFilter(state.filter === quick.filter ? "" : quick.filter)}
        >
          {quick.label}
        </Chip>
      ))}
    </>
  );
}
