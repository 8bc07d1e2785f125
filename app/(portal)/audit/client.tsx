"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { AuditDetail } from "#components/audit/audit-detail";
import { AuditFilterBar, type AuditFilters } from "#components/audit/audit-filters";
import { AuditTable } from "#components/audit/audit-table";
import { ChainBadge } from "#components/audit/chain-badge";
import { TableSkeleton } from "#components/data-table/table-skeleton";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryError } from "#components/layout/query-state";
import { useViewer } from "#components/layout/viewer-context";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Drawer } from "#components/ui/drawer";
import { EmptyState } from "#components/ui/empty-state";
import { useNow } from "#components/ui/now";
import { periodStart } from "#lib/audit/format";
import { auditQuery } from "#lib/audit/queries";
import type { AuditFilter } from "#lib/audit/schemas";
import { AUDIT_PARAMS } from "./search-params.ts";

const PAGE = 100;

/** Who did what, where and when; for owners what concerns their teams, for others what they did themselves. */
export function AuditView() {
  const [params, setParams] = useQueryStates(AUDIT_PARAMS);
  const { portalRole } = useViewer();
  const filter = useFilter(params);
  const result = useInfiniteQuery({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam, signal }) => auditQuery({ ...filter, cursor: pageParam, limit: PAGE }).queryFn({ signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
  });
  const rows = result.data?.pages.flatMap((page) => page.items) ?? [];
  const open = rows.find((row) => row.key === params.event);
  const clear = { who: null, action: null, in: null, of: null, result: null, period: null };
  return (
    <Page>
      <PageHeader title="Audit" detail={scopeOf(portalRole)} actions={portalRole === "platform" && <ChainBadge />} />
      {!result.error && (
        <AuditFilterBar filters={params} onChange={(change) => void setParams({ ...change, event: null })} />
      )}
      {result.error && <QueryError error={result.error} onRetry={() => void result.refetch()} />}
      {result.isPending && <TableSkeleton rows={14} />}
      {result.data && rows.length === 0 && (
        <Card>
          <EmptyState
            icon={<ScrollText />}
            title="Nothing was recorded for this choice."
            action={<Button onClick={() => void setParams(clear)}>Clear the choice</Button>}
          />
        </Card>
      )}
      {rows.length > 0 && (
        <AuditTable rows={rows} openKey={params.event} onOpen={(row) => void setParams({ event: row.key })} />
      )}
      {result.hasNextPage && (
        <div className="mt-3 flex justify-center">
          <Button busy={result.isFetchingNextPage} onClick={() => void result.fetchNextPage()}>
            Show older
          </Button>
        </div>
      )}
      <Drawer
        open={open !== undefined}
        onOpenChange={() => void setParams({ event: null })}
        title={open?.action ?? "Row of the audit"}
      >
        {open && <AuditDetail row={open} />}
      </Drawer>
    </Page>
  );
}

/** What the server is asked; the beginning of the period moves on only when the choice changes. */
function useFilter({ who, action, in: cluster, of, result, period }: AuditFilters): AuditFilter {
  const now = useNow();
  const minute = Math.floor(now / 600_000) * 600_000;
  return useMemo(
    () => ({
      actorId: who || undefined,
      action: action || undefined,
      cluster: cluster || undefined,
      team: of || undefined,
      result: result || undefined,
      from: periodStart(period, minute),
    }),
    [who, action, cluster, of, result, period, minute],
  );
}

function scopeOf(role: "member" | "manager" | "platform"): string | undefined {
  return role === "platform" ? undefined : "What you did, and what concerns the teams that you own";
}
