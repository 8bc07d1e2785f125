"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import { BodyRow } from "./body-row.tsx";
import type { BodyRowsProps } from "./body-rows.tsx";

/** Estimated heights in pixels until a row has been measured. */
const HEIGHT = { tall: 58, comfortable: 36, compact: 28 };

/** Draws the rows on screen and a few around them, whatever the number of rows. */
export function VirtualRows<Row extends object>(props: BodyRowsProps<Row>) {
  const { shown, columns, cursor, state, tall, copyText } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const top = body.current?.getBoundingClientRect().top;
    if (top !== undefined) setOffset(top + window.scrollY);
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: shown.length,
    estimateSize: () => HEIGHT[tall ? "tall" : state.density],
    overscan: 12,
    scrollMargin: offset,
    getItemKey: (index) => shown[index]?.id ?? index,
    initialRect: { width: 1200, height: 900 },
  });
  useLayoutEffect(() => {
    if (cursor >= 0) virtualizer.scrollToIndex(cursor, { align: "auto" });
  }, [cursor, virtualizer]);
  const span = columns.length + (copyText ? 1 : 0);
  const items = virtualizer.getVirtualItems();
  return (
    <tbody ref={body}>
      <Spacer height={(items[0]?.start ?? offset) - offset} span={span} />
      {items.map(({ index }) => {
        const row = shown[index];
        if (!row) return null;
        return (
          <BodyRow
            {...props}
            key={row.id}
            row={row}
            index={index}
            last={index === shown.length - 1}
            measure={virtualizer.measureElement}
          />
        );
      })}
      <Spacer height={virtualizer.getTotalSize() - ((items.at(-1)?.end ?? offset) - offset)} span={span} />
    </tbody>
  );
}

/** Stands for the rows that are not drawn. */
function Spacer({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={span} height={height} />
    </tr>
  );
}
