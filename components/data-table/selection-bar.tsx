"use client";

import { Copy, X } from "lucide-react";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/notify.tsx";
import type { DataTableProps } from "./types.tsx";
import type { TableState } from "./use-table-state.ts";

/** What can be done with the selected rows. Rows that are filtered away stay selected. */
export function SelectionBar<Row extends object>(props: DataTableProps<Row> & { state: TableState }) {
  const { rows, rowKey, copyText, bulkActions, state, copied = { one: "name", many: "names" } } = props;
  if (!copyText || state.selected.size === 0) return null;
  const chosen = rows.filter((row) => state.selected.has(rowKey(row)));
  async function copy() {
    await navigator.clipboard.writeText(chosen.map((row) => copyText?.(row)).join("\n"));
    toast(`Copied ${chosen.length} ${chosen.length === 1 ? copied.one : copied.many}`);
  }
  return (
    <div className="mb-2 flex items-center gap-2 rounded-md bg-accent-soft px-2.5 py-1 text-table">
      <span className="nums font-medium">{chosen.length.toLocaleString("en-US")} selected</span>
      <Button size="sm" icon={<Copy aria-hidden />} onClick={() => void copy()}>
        Copy {copied.many}
      </Button>
      {bulkActions?.(chosen)}
      <Button
        size="sm"
        variant="ghost"
        icon={<X aria-hidden />}
        onClick={() => state.setSelected(new Set())}
        className="ml-auto"
      >
        Clear
      </Button>
    </div>
  );
}
