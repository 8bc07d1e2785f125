import type { ClusterConnection, KubeRequest } from "../types/connection.ts";
import { requestJson } from "./request-json.ts";

/** One page of a list as the server sent it. */
export type ListPage<T> = {
  readonly items: readonly T[];
  /** Of the whole list: every page has the same. Where a watch begins. */
  readonly resourceVersion: string;
  /** Objects after this page, where the server says so. */
  readonly remaining: number | undefined;
};

export type ListRequest = Pick<KubeRequest, "path" | "query" | "accept" | "impersonate" | "gzip" | "signal"> & {
  /** Objects per page; the server may send more or fewer. */
  readonly limit?: number;
};

type List<T> = {
  items?: T[] | null;
  metadata?: { resourceVersion?: string; continue?: string; remainingItemCount?: number };
};

/**
 * Lists page by page, so that no more than one page is parsed at a time.
 * @throws KubeError; one that `isExpired` midway means that the continue token is too old and the list starts over
 */
export async function* listPages<T>(connection: ClusterConnection, request: ListRequest): AsyncGenerator<ListPage<T>> {
  const { limit = 500, query, ...rest } = request;
  let token: string | undefined;
  do {
    // A continue token carries its own resource version: naming another one beside it is an error.
    const start =
      token === undefined ? query : { ...query, resourceVersion: undefined, resourceVersionMatch: undefined };
    const list: List<T> = await requestJson(connection, {
      ...rest,
      method: "GET",
      deadline: "list",
      query: { ...start, limit: String(limit), continue: token },
    });
    token = list.metadata?.continue || undefined;
    yield {
      items: list.items ?? [],
      resourceVersion: list.metadata?.resourceVersion ?? "",
      remaining: list.metadata?.remainingItemCount,
    };
  } while (token !== undefined);
}
