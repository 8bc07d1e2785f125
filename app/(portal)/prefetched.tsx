import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { ForbiddenState } from "#components/ui/forbidden-state";
import { pageContext } from "#lib/http/page-context";
import { toFailure } from "#lib/http/to-failure";
import type { LiveQuery } from "#lib/live/live-query";
import { parseViewId } from "#lib/live/parse-view-id";
import { readView } from "#lib/live/read-view";

export type PrefetchedProps = {
  query: Pick<LiveQuery<unknown>, "queryKey" | "view">;
  /** For data that the page can do without: no refusal is shown. */
  optional?: boolean;
  children: ReactNode;
};

/**
 * Reads a live view for the page, with the verb behind its JSON route and its stream, and hands it to the browser. What
 * does not exist for this person is a 404; any other failure is left to the browser, which asks again and shows it.
 */
export async function Prefetched({ query, optional = false, children }: PrefetchedProps) {
  const ctx = await pageContext();
  const queries = new QueryClient();
  const { name, params } = parseViewId(query.view);
  try {
    queries.setQueryData(query.queryKey, await readView(ctx, name, params));
  } catch (error) {
    const { code, message } = toFailure(error);
    if (code === "not_found" && !optional) notFound();
    if (code === "forbidden" && !optional) {
      return <ForbiddenState heading="h1" missing={message} grantedBy="A platform engineer can grant it." />;
    }
    ctx.runtime.log.warn({ err: error, requestId: ctx.requestId, view: name }, "a page was served without its data");
  }
  return <HydrationBoundary state={dehydrate(queries)}>{children}</HydrationBoundary>;
}
