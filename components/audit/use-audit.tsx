"use client";

import {
  type InfiniteData,
  keepPreviousData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { periodRange } from "#lib/audit/format";
import { getAudit } from "#lib/audit/queries";
import type { AuditList } from "#lib/audit/schemas";
import { systemClock } from "#lib/core/clock";
import { lookAgain } from "#lib/http/api-client";
import { useSettled } from "../forms/use-settled.tsx";
import { isRefusal } from "../layout/query-state.tsx";

/** What a table draws without the code for long lists. */
const PAGE = 80;
/** More than this many new rows are not counted. */
const MOST_NEW = 50;
/** So many rows are worth looking at before the search goes on. */
const ENOUGH = 30;
const LOOK_MS = 20_000;

/**
 * The rows of a filter text and a period, page by page. They stay as they are while they are read; what has come since
 * is only counted, until `refetch`.
 */
export function useAudit(text: string, period: string) {
  const q = useSettled(text);
  const filter = () => ({ q, ...periodRange(period, systemClock.now()) });
  const list = useInfiniteQuery({
    queryKey: ["audit", q, period],
    queryFn: ({ pageParam, signal }) => getAudit({ ...filter(), cursor: pageParam, limit: PAGE }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    refetchOnMount: "always",
  });
  // What may no longer be seen leaves the page.
  const pages = isRefusal(list.error) ? undefined : list.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const searchedTo = useSearchOn(list, rows.length);
  const after = rows[0]?.id;
  const newer = useQuery({
    queryKey: ["audit-new", q, period, after ?? null, list.dataUpdatedAt],
    queryFn: ({ signal }) => getAudit({ ...filter(), after, limit: MOST_NEW }, signal, lookAgain),
    initialData: { items: [] } as AuditList,
    enabled: list.isSuccess && !list.isPlaceholderData && !list.isFetching,
    staleTime: LOOK_MS / 4,
    refetchInterval: LOOK_MS,
  });
  const { items, nextCursor } = newer.data;
  const fresh = items.length === 0 ? undefined : `${items.length}${nextCursor ? "+" : ""} new`;
  return { list, rows, fresh, searchedTo, waiting: list.isPlaceholderData || q !== text };
}

/**
 * The server looks for a filter in one piece of the audit at a time; this goes on until there is something to read.
 * @returns how far back it has come, in epoch milliseconds, while it goes on
 */
function useSearchOn(list: UseInfiniteQueryResult<InfiniteData<AuditList>>, found: number): number | undefined {
  const { data, fetchNextPage, isFetching, isPlaceholderData, isError } = list;
  const last = data?.pages.at(-1);
  const wanting = found < ENOUGH || last?.items.length === 0;
  const searchedTo = wanting && !isPlaceholderData && !isError ? last?.searchedTo : undefined;
  useEffect(() => {
    if (searchedTo !== undefined && !isFetching) void fetchNextPage();
  }, [searchedTo, isFetching, fetchNextPage]);
  return searchedTo;
}
