"use client";

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { DataColumn } from "./types.tsx";

export type Density = "comfortable" | "compact";

/** How a list is looked at, all of it in the URL, so that a view is a link. */
export type TableState = {
  filter: string;
  setFilter: (text: string) => void;
  /** Column id, `-` before it for downwards. */
  sort: string;
  setSort: (sort: string) => void;
  visible: ReadonlySet<string>;
  setVisible: (id: string, on: boolean) => void;
  density: Density;
  setDensity: (density: Density) => void;
  selected: ReadonlySet<string>;
  setSelected: (keys: ReadonlySet<string>) => void;
};

export function useTableState<Row>(columns: readonly DataColumn<Row>[], defaultSort: string, prefix = ""): TableState {
  const defaults = useMemo(() => columns.filter((column) => !column.hidden).map((column) => column.id), [columns]);
  const parsers = useMemo(() => tableParsers(defaultSort), [defaultSort]);
  const urlKeys = useMemo(() => prefixKeys(prefix), [prefix]);
  const [state, setState] = useQueryStates(parsers, { urlKeys });
  return useMemo(() => {
    const visible = new Set(state.columns ?? defaults);
    return {
      filter: state.filter,
      setFilter: (text) => void setState({ filter: text || null }),
      sort: state.sort,
      setSort: (sort) => void setState({ sort }),
      visible,
      setVisible: (id, on) => {
        const next = columns.map((column) => column.id).filter((key) => (key === id ? on : visible.has(key)));
        void setState({ columns: next.join() === defaults.join() ? null : next });
      },
      density: state.density,
      setDensity: (density) => void setState({ density }),
      selected: new Set(state.selected),
      setSelected: (keys) => void setState({ selected: keys.size === 0 ? null : [...keys] }),
    };
  }, [state, setState, defaults, columns]);
}

function tableParsers(defaultSort: string) {
  return {
    filter: parseAsString.withDefault(""),
    sort: parseAsString.withDefault(defaultSort),
    columns: parseAsArrayOf(parseAsString),
    density: parseAsStringLiteral(["comfortable", "compact"]).withDefault("comfortable"),
    selected: parseAsArrayOf(parseAsString).withDefault([]),
  };
}

function prefixKeys(prefix: string) {
  return {
    filter: `${prefix}q`,
    sort: `${prefix}sort`,
    columns: `${prefix}cols`,
    density: `${prefix}density`,
    selected: `${prefix}sel`,
  };
}
