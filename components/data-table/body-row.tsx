"use client";

import type { Row as TableRow } from "@tanstack/react-table";
import { type MouseEvent, memo, useCallback, useEffect, useRef } from "react";
import { Checkbox } from "../ui/checkbox.tsx";
import { cn } from "../ui/cn.tsx";
import type { BodyRowsProps } from "./body-rows.tsx";
import { cellVisibility } from "./column-heads.tsx";
import type { TableSetup } from "./use-rows.ts";

export type BodyRowProps<Row extends object> = BodyRowsProps<Row> & {
  row: TableRow<TableSetup, Row>;
  index: number;
  last: boolean;
  measure: ((element: HTMLTableRowElement | null) => void) | undefined;
};

function PlainBodyRow<Row extends object>(props: BodyRowProps<Row>) {
  const { row, index, last, measure, state, columns, onOpen, openKey, isStale, compact, copyText, tall, label } = props;
  const element = useTint(props.changeMark?.(row.original));
  const attach = useCallback(
    (node: HTMLTableRowElement | null) => {
      element.current = node;
      measure?.(node);
    },
    [element, measure],
  );
  const selected = state.selected.has(row.id);
  const cell = cn(
    "px-3 align-top",
    !last && "border-line border-b",
    tall ? "py-2" : state.density === "compact" ? "py-[3px]" : "py-[7px]",
  );
  function toggle() {
    const next = new Set(state.selected);
    if (!next.delete(row.id)) next.add(row.id);
    state.setSelected(next);
  }
  function open(event: MouseEvent) {
    if (onOpen && isPlainPress(event)) onOpen(row.original);
  }
  return (
    // The row's own link serves keyboard and screen reader; pressing anywhere else on the row is a convenience.
    <tr
      ref={attach}
      data-index={index}
      data-row={row.id}
      aria-rowindex={index + 2}
      aria-current={openKey === row.id ? "true" : undefined}
      onClick={open}
      className={cn(
        "group/row",
        onOpen && "cursor-pointer",
        openKey === row.id || selected ? "bg-accent-soft" : "hover:bg-sunken",
        isStale?.(row.original) && "text-ink-3 [&_.versions]:text-ink-3",
      )}
    >
      {copyText && (
        <td className={cn(cell, "hidden w-9 pr-0 sm:table-cell")}>
          <Checkbox
            label={`Select ${copyText(row.original)} in ${label}`}
            checked={selected}
            onCheckedChange={toggle}
            tabIndex={-1}
            className="mt-0.5"
          />
        </td>
      )}
      {/* Called, not rendered as components: a column that is made anew must not take the focus away from its cells. */}
      {columns.map((column) => (
        <td
          key={column.id}
          className={cn(cell, "overflow-hidden", column.numeric && "nums text-right", cellVisibility(column))}
        >
          {column.cell(row.original)}
        </td>
      ))}
      <td className={cn(cell, "sm:hidden")} colSpan={columns.length + (copyText ? 1 : 0)}>
        {compact(row.original)}
      </td>
    </tr>
  );
}

/** Scrolling draws new rows and leaves those that stay alone. */
export const BodyRow = memo(PlainBodyRow) as typeof PlainBodyRow;

/** A press with the main button that neither selects text nor hits a control of its own. */
function isPlainPress(event: MouseEvent): boolean {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return false;
  const target = event.target instanceof Element ? event.target : undefined;
  return !target?.closest("a, button, input, label") && window.getSelection()?.isCollapsed !== false;
}

/** Tints the row once when its mark changes, unless the person wants no motion. */
function useTint(mark: string | undefined) {
  const element = useRef<HTMLTableRowElement>(null);
  const known = useRef(mark);
  useEffect(() => {
    if (known.current === mark) return;
    known.current = mark;
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    element.current?.animate([{ backgroundColor: "var(--accent-soft)" }, {}], { duration: 1800, easing: "ease-out" });
  }, [mark]);
  return element;
}
