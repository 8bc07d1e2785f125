"use client";

import { ScrollText, SearchX } from "lucide-react";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { useCallback } from "react";
import { AuditTable } from "#components/audit/audit-table";
import { ChainBadge } from "#components/audit/chain-badge";
import { PeriodPicker } from "#components/audit/period-picker";
import { useAudit } from "#components/audit/use-audit";
import { TableSkeleton } from "#components/data-table/table-skeleton";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryError } from "#components/layout/query-state";
import { useViewer } from "#components/layout/viewer-context";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import type { AuditRow } from "#lib/audit/schemas";
import { AUDIT_PARAMS } from "./search-params.ts";

const AuditDrawer = dynamic(() => import("#components/audit/audit-drawer").then((module) => module.AuditDrawer), {
  ssr: false,
});

/** Who did what, where and when; for owners what concerns their teams, for others what they did themselves. */
export function AuditView() {
  const [{ q, period, event }, setParams] = useQueryStates(AUDIT_PARAMS);
  const platform = useViewer().portalRole === "platform";
  const { list, rows, fresh, searchedTo, waiting } = useAudit(q, period);
  // "Back" closes what is open; going from row to row beside it is one step.
  const history = event === null ? "push" : "replace";
  const onOpen = useCallback((row: AuditRow) => void setParams({ event: row.key }, { history }), [setParams, history]);
  const filtered = q !== "" || period !== "";
  return (
    <Page>
      <PageHeader
        title="Audit"
        detail={platform ? undefined : "What you did, and what concerns the teams that you own"}
        actions={platform && <ChainBadge />}
      />
      {list.isPending ? (
        <TableSkeleton rows={14} />
      ) : (
        <AuditTable
          rows={rows}
          more={list.hasNextPage}
          waiting={waiting}
          openKey={event ?? undefined}
          onOpen={onOpen}
          toolbar={
            <>
              {fresh && (
                <Button size="sm" busy={list.isRefetching} onClick={() => void list.refetch()}>
                  Show {fresh}
                </Button>
              )}
              <PeriodPicker value={period} onChange={(next) => void setParams({ period: next || null })} />
            </>
          }
          empty={
            list.error ? (
              <QueryError error={list.error} onRetry={() => void list.refetch()} />
            ) : (
              <Nothing
                filtered={filtered}
                searchedTo={searchedTo}
                onClear={() => void setParams({ q: null, period: null })}
              />
            )
          }
        />
      )}
      {rows.length > 0 && <Older list={list} searchedTo={searchedTo} />}
      {event !== null && (
        <AuditDrawer
          id={event}
          row={rows.find((row) => row.key === event)}
          onClose={() => void setParams({ event: null }, { history: "push" })}
        />
      )}
    </Page>
  );
}

type OlderProps = { list: ReturnType<typeof useAudit>["list"]; searchedTo: number | undefined };

/** The way to older rows, how far the search has come, and why they did not come. */
function Older({ list, searchedTo }: OlderProps) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage, error } = list;
  return (
    <div className="mt-3 flex flex-wrap items-center justify-center gap-3">
      {error && (
        <p role="alert" className="text-failing text-small">
          {error.message}
        </p>
      )}
      {searchedTo !== undefined && <p className="text-ink-2 text-small">{searchedBack(searchedTo)}</p>}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      )}
    </div>
  );
}

type NothingProps = { filtered: boolean; searchedTo: number | undefined; onClear: () => void };

function Nothing({ filtered, searchedTo, onClear }: NothingProps) {
  if (!filtered) {
    return (
      <EmptyState icon={<ScrollText />} title="Nothing has been recorded yet.">
        Sign-ins and every change of clusters, teams and grants will stand here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title={searchedTo === undefined ? "Nothing in the audit matches." : "Nothing has matched so far."}
      action={<Button onClick={onClear}>Clear the filter and the period</Button>}
    >
      {searchedTo !== undefined && searchedBack(searchedTo)}
    </EmptyState>
  );
}

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

function searchedBack(time: number): string {
  return `Searched back to ${DAY.format(time)}, and going on`;
}
