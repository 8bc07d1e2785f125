"use client";

import type { Row as TableRow } from "@tanstack/react-table";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import { BodyRow } from "./body-row.tsx";
import type { DataColumn, DataTableProps } from "./types.tsx";
import type { TableSetup } from "./use-rows.ts";
import type { TableState } from "./use-table-state.ts";

/** Up to here every row is drawn: the page can be searched and printed. Beyond it only what is on screen. */
const DRAW_ALL = 80;

export type BodyRowsProps<Row extends object> = DataTableProps<Row> & {
  columns: readonly DataColumn<Row>[];
  shown: readonly TableRow<TableSetup, Row>[];
  state: TableState;
  cursor: number;
};

export function BodyRows<Row extends object>(props: BodyRowsProps<Row>) {
  const { shown, columns, cursor, state, tall, copyText } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const top = body.current?.getBoundingClientRect().top;
    if (top !== undefined) setOffset(top + window.scrollY);
  }, []);
  const virtual = shown.length > DRAW_ALL;
  const virtualizer = useWindowVirtualizer({
    count: shown.length,
    enabled: virtual,
    estimateSize: () => (tall ? 58 : state.density === "compact" ? 28 : 36),
    overscan: 12,
    scrollMargin: offset,
    getItemKey: (index) => shown[index]?.id ?? index,
    initialRect: { width: 1200, height: 900 },
  });
  useLayoutEffect(() => {
    if (virtual && cursor >= 0) virtualizer.scrollToIndex(cursor, { align: "auto" });
  }, [virtual, cursor, virtualizer]);
  const span = columns.length + (copyText ? 1 : 0);
  const items = virtual ? virtualizer.getVirtualItems() : [];
  const before = virtual ? (items[0]?.start ?? offset) - offset : 0;
  const after = virtual ? virtualizer.getTotalSize() - ((items.at(-1)?.end ?? offset) - offset) : 0;
  const indexes = virtual ? items.map((item) => item.index) : shown.map((_, index) => index);
  return (
    <tbody ref={body}>
      <Spacer height={before} span={span} />
      {indexes.map((index) => {
        const row = shown[index];
        if (!row) return null;
        return (
          <BodyRow
            {...props}
            key={row.id}
            row={row}
            index={index}
            last={index === shown.length - 1}
            measure={virtual ? virtualizer.measureElement : undefined}
          />
        );
      })}
      <Spacer height={after} span={span} />
    </tbody>
  );
}

/** Stands for the rows that are not drawn. The height is an attribute: it passes a policy without inline styles. */
function Spacer({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={span} height={height} />
    </tr>
  );
}
