import type { ReactNode } from "react";
import type { FilterFields } from "./match-filter.tsx";

/** One column of a `DataTable`. */
export type DataColumn<Row> = {
  /** Stands in the URL. */
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** What the column sorts by; without it the column does not sort. Rows without a value come last. */
  sort?: (row: Row) => string | number | undefined;
  /** Sort downwards at the first press: numbers and times. */
  descendingFirst?: boolean;
  /** Right-aligned figures. */
  numeric?: boolean;
  /** CSS width; one column without a width takes the rest. */
  width?: string;
  /** Not shown on screens narrower than this. */
  from?: "md" | "lg" | "xl";
  /** Not shown until chosen. */
  hidden?: boolean;
  /** Cannot be hidden: it names the row. */
  fixed?: boolean;
};

/** A choice above the table that stands for a filter text. */
export type QuickFilter = { label: string; filter: string };

export type DataTableProps<Row> = {
  /** Names the table for screen readers. */
  label: string;
  rows: readonly Row[];
  columns: readonly DataColumn<Row>[];
  rowKey: (row: Row) => string;
  filter: FilterFields<Row>;
  quickFilters?: readonly QuickFilter[];
  /** Column id, `-` before it for downwards: "-restarts". */
  defaultSort: string;
  /** Called when a row is pressed or opened with the keyboard. */
  onOpen?: (row: Row) => void;
  /** Key of the row that is open beside the list. */
  openKey?: string;
  /** Washed out: the row is the last thing known of a silent cluster. */
  isStale?: (row: Row) => boolean;
  /** When this text changes for a row, the row tints once. */
  changeMark?: (row: Row) => string;
  /** The row on a phone: a few lines. */
  compact: (row: Row) => ReactNode;
  /** Turns selection on; the text that "Copy" copies per row. */
  copyText?: (row: Row) => string;
  /** What is copied, when it is not names. */
  copied?: { one: string; many: string };
  /** Actions for the selected rows. */
  bulkActions?: (rows: readonly Row[]) => ReactNode;
  /** Shown when there are no rows at all. */
  empty: ReactNode;
  /** Rows of two lines or more. */
  tall?: boolean;
  /** Put before the URL's keys when a page has several tables. */
  urlPrefix?: string;
  /** The server filters, sorts and pages: `rows` is what it has given so far. Then `empty` also stands for no match. */
  paged?: { more: boolean };
  /** On the right of the quick filters. */
  toolbar?: ReactNode;
};
