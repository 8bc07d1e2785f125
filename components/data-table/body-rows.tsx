"use client";

import type { Row as TableRow } from "@tanstack/react-table";
import { lazy, Suspense } from "react";
import { BodyRow } from "./body-row.tsx";
import type { DataColumn, DataTableProps } from "./types.tsx";
import type { TableSetup } from "./use-rows.ts";
import type { TableState } from "./use-table-state.ts";

/** Up to here every row is drawn: the page can be searched and printed. Beyond it only what is on screen. */
const DRAW_ALL = 80;

const VirtualRows = lazy(() => import("./virtual-rows.tsx").then((module) => ({ default: module.VirtualRows })));

export type BodyRowsProps<Row extends object> = DataTableProps<Row> & {
  columns: readonly DataColumn<Row>[];
  shown: readonly TableRow<TableSetup, Row>[];
  state: TableState;
  cursor: number;
};

/** The rows of a table; long lists fetch what draws only the visible part. */
export function BodyRows<Row extends object>(props: BodyRowsProps<Row>) {
  if (props.shown.length <= DRAW_ALL) return <PlainRows {...props} />;
  const Rows = VirtualRows as unknown as typeof PlainRows<Row>;
  return (
    <Suspense fallback={<PlainRows {...props} />}>
      {/* Another density is another height of every row: what was measured counts no more. */}
      <Rows key={props.state.density} {...props} />
    </Suspense>
  );
}

function PlainRows<Row extends object>(props: BodyRowsProps<Row>) {
  return (
    <tbody>
      {props.shown.slice(0, DRAW_ALL).map((row, index) => (
        <BodyRow
          {...props}
          key={row.id}
          row={row}
          index={index}
          last={index === props.shown.length - 1}
          measure={undefined}
        />
      ))}
    </tbody>
  );
}
