"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import { BodyRow } from "./body-row.tsx";
import type { BodyRowsProps } from "./body-rows.tsx";

/** Where the rows start on the page and how high one is, in pixels, until they have been measured. */
const UNMEASURED = { top: 0, height: 39 };

/** Draws the rows on screen and a few around them, whatever the number of rows. */
export function VirtualRows<Row extends object>(props: BodyRowsProps<Row>) {
  const { shown, cursor } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [{ top, height }, setMeasured] = useState(UNMEASURED);
  useLayoutEffect(() => {
    if (body.current) setMeasured(measureRows(body.current));
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: shown.length,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => shown[index]?.id ?? index,
    initialRect: { width: 1200, height: 900 },
  });
  useLayoutEffect(() => {
    if (cursor >= 0) virtualizer.scrollToIndex(cursor, { align: "auto" });
  }, [cursor, virtualizer]);
  const items = virtualizer.getVirtualItems();
  return (
    <tbody ref={body}>
      <Spacer height={(items[0]?.start ?? top) - top} />
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
      <Spacer height={virtualizer.getTotalSize() - ((items.at(-1)?.end ?? top) - top)} />
    </tbody>
  );
}

/**
 * The rows that are drawn first tell how high the others are: a guess that is corrected while the page scrolls stops
 * the scroll on its way.
 */
function measureRows(body: HTMLTableSectionElement): typeof UNMEASURED {
  const rows = [...body.querySelectorAll("[data-row]")];
  const heights = rows.map((row) => row.getBoundingClientRect().height);
  const height = heights.reduce((sum, each) => sum + each, 0) / heights.length;
  return { top: body.getBoundingClientRect().top + window.scrollY, height: height || UNMEASURED.height };
}

/** Stands for the rows that are not drawn. One cell: a span would hold room for columns that are hidden on this screen. */
function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td height={height} />
    </tr>
  );
}
