"use client";

import { Layers, SearchX } from "lucide-react";
import { useMemo } from "react";
import { compareClusters } from "#lib/clusters/format";
import type { ClusterRow } from "#lib/clusters/schemas";
import { parseFilter } from "#lib/core/parse-filter";
import { FilterBox } from "../data-table/filter-box.tsx";
import { matchFilter } from "../data-table/match-filter.tsx";
import { useTableState } from "../data-table/use-table-state.ts";
import { QuickFilters } from "../data-table/view-menus.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { DropdownMenu, MenuRadio } from "../ui/dropdown-menu.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { CLUSTER_COLUMNS } from "./cluster-columns.tsx";
import { CLUSTER_FILTER, clusterQuickFilters } from "./cluster-filter.tsx";
import { ClusterGrid } from "./cluster-grid.tsx";

export type Grouping = "environment" | "none";

export type FleetTilesProps = {
  rows: readonly ClusterRow[];
  grouping: Grouping;
  onGrouping: (grouping: Grouping) => void;
};

const KEYS = new Set(Object.keys(CLUSTER_FILTER.fields));

/** The fleet as tiles, worst first, then production, with the same filter in the URL as the table. */
export function FleetTiles({ rows, grouping, onGrouping }: FleetTilesProps) {
  const state = useTableState(CLUSTER_COLUMNS, "verdict");
  const quickFilters = useMemo(() => clusterQuickFilters(rows), [rows]);
  const shown = useMemo(() => {
    const matches = matchFilter(parseFilter(state.filter, KEYS), CLUSTER_FILTER);
    return rows.filter(matches).toSorted(compareClusters);
  }, [rows, state.filter]);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <FilterBox
          rows={rows}
          filter={CLUSTER_FILTER}
          value={state.filter}
          onChange={state.setFilter}
          label="clusters"
        />
        <QuickFilters rows={rows} filter={CLUSTER_FILTER} quickFilters={quickFilters} state={state} />
        <GroupMenu grouping={grouping} onGrouping={onGrouping} />
      </div>
      {shown.length > 0 ? (
        <ClusterGrid rows={shown} grouped={grouping === "environment"} />
      ) : (
        <Card>
          <EmptyState
            icon={<SearchX />}
            title="No cluster matches this filter."
            action={<Button onClick={() => state.setFilter("")}>Clear the filter</Button>}
          />
        </Card>
      )}
    </>
  );
}

function GroupMenu({ grouping, onGrouping }: Omit<FleetTilesProps, "rows">) {
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button variant="ghost" size="sm" icon={<Layers aria-hidden />} className="ml-auto">
          {grouping === "environment" ? "By environment" : "Not grouped"}
        </Button>
      }
    >
      <MenuRadio<Grouping>
        value={grouping}
        onValueChange={onGrouping}
        options={[
          { value: "none", label: "Not grouped" },
          { value: "environment", label: "By environment" },
        ]}
      />
    </DropdownMenu>
  );
}
