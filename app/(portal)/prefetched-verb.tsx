import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Page } from "#components/layout/page";
import { ForbiddenState } from "#components/ui/forbidden-state";
import type { Context } from "#lib/context";
import { pageContext } from "#lib/http/page-context";
import { toFailure } from "#lib/http/to-failure";

export type PrefetchedVerbProps = {
  queryKey: QueryKey;
  /** The verb behind the query's JSON route. */
  read: (ctx: Context) => Promise<unknown>;
  /** What is missing, when the person may not: "Only platform engineers manage accounts." */
  missing?: string;
  children: ReactNode;
};

/** Like `Prefetched`, for lists that are not live: reads them for the page and hands them to the browser. */
export async function PrefetchedVerb({ queryKey, read, missing, children }: PrefetchedVerbProps) {
  const ctx = await pageContext();
  const queries = new QueryClient();
  try {
    queries.setQueryData(queryKey, await read(ctx));
  } catch (error) {
    const { code, message } = toFailure(error);
    if (code === "not_found") notFound();
    if (code === "forbidden") {
      return (
        <Page>
          <ForbiddenState missing={missing ?? message} grantedBy="A platform engineer can give you what is missing." />
        </Page>
      );
    }
    ctx.runtime.log.warn({ err: error, requestId: ctx.requestId }, "a page was served without its data");
  }
  return <HydrationBoundary state={dehydrate(queries)}>{children}</HydrationBoundary>;
}
