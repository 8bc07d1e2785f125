"use client";

import type { Row as TableRow } from "@tanstack/react-table";
import { useEffect, useRef, useState } from "react";
import { useShortcut } from "../keyboard/use-shortcut.tsx";
import type { DataTableProps } from "./types.tsx";
import type { TableSetup } from "./use-rows.ts";
import type { TableState } from "./use-table-state.ts";

export type RowKeysOptions<Row extends object> = {
  rows: readonly TableRow<TableSetup, Row>[];
  state: TableState;
  onOpen: DataTableProps<Row>["onOpen"];
  openKey: string | undefined;
  selectable: boolean;
};

/** `j` and `k` go from row to row, `enter` opens, `x` selects. With a detail open beside the list, it follows. */
export function useRowKeys<Row extends object>({ rows, state, onOpen, openKey, selectable }: RowKeysOptions<Row>) {
  const tableRef = useRef<HTMLTableElement>(null);
  const [cursorKey, setCursorKey] = useState<string>();
  const at = openKey ?? cursorKey;
  const cursor = at === undefined ? -1 : rows.findIndex((row) => row.id === at);

  function move(step: number) {
    const next = rows[Math.min(rows.length - 1, Math.max(0, cursor + step))];
    if (!next) return;
    setCursorKey(next.id);
    if (openKey !== undefined) onOpen?.(next.original);
  }
  useShortcut({ keys: "j", label: "Next row", group: "Lists", run: () => move(1) });
  useShortcut({ keys: "k", label: "Previous row", group: "Lists", run: () => move(-1) });
  useShortcut({
    keys: "enter",
    label: "Open the row",
    group: "Lists",
    run: () => {
      const row = rows[cursor];
      if (row) onOpen?.(row.original);
    },
  });
  useShortcut({
    keys: "x",
    label: "Select the row",
    group: "Lists",
    when: selectable,
    run: () => {
      const row = rows[cursor];
      if (!row) return;
      const next = new Set(state.selected);
      if (!next.delete(row.id)) next.add(row.id);
      state.setSelected(next);
    },
  });
  // The row may be drawn only after the list has scrolled to it.
  useEffect(() => {
    if (cursorKey === undefined || openKey !== undefined) return;
    const frame = requestAnimationFrame(() => focusRow(tableRef.current, cursorKey));
    return () => cancelAnimationFrame(frame);
  }, [cursorKey, openKey]);
  return { tableRef, cursor };
}

function focusRow(table: HTMLTableElement | null, key: string) {
  const links = table?.querySelectorAll<HTMLElement>(`[data-row="${CSS.escape(key)}"] [data-row-link]`) ?? [];
  const shown = [...links].find((link) => link.offsetParent !== null);
  shown?.focus({ preventScroll: true });
  shown?.closest("tr")?.scrollIntoView({ block: "nearest" });
}
