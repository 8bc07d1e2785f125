"use client";

import { type QueryKey, type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { useContext, useEffect } from "react";
import type { LiveQuery } from "#lib/live/live-query";
import { applyMessage, type LiveAnswer } from "./apply-message.ts";
import { LiveContext } from "./live-provider.tsx";

/**
 * Keeps the list under `queryKey` current by the live view (`home?team=payments`: the path and query of its JSON route
 * without `/api/`). Undefined: not live.
 */
export function useLive(view: string | undefined, queryKey: QueryKey): void {
  const client = useContext(LiveContext);
  const queries = useQueryClient();
  const key = JSON.stringify(queryKey);
  useEffect(() => {
    if (client === undefined || view === undefined) return;
    const target: QueryKey = JSON.parse(key);
    return client.subscribe(view, {
      revision: () => queries.getQueryData<LiveAnswer>(target)?.revision,
      onMessages: (messages) => {
        queries.setQueryData<LiveAnswer>(target, (answer) => messages.reduce(applyMessage, answer));
      },
      // What may no longer be seen leaves the page at once; asking again brings the reason.
      onRefused: () => void queries.resetQueries({ queryKey: target }),
    });
  }, [client, queries, view, key]);
}

/** The data of a live query: fetched or hydrated once, then kept current by the stream. */
export function useLiveQuery<T>(query: LiveQuery<T>, options: { enabled?: boolean } = {}): UseQueryResult<T, Error> {
  const { queryKey, queryFn, view } = query;
  const result = useQuery<T, Error>({ queryKey, queryFn, enabled: options.enabled });
  useLive(result.data === undefined ? undefined : view, queryKey);
  return result;
}
