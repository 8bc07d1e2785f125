import type { Metadata } from "next";
import { summaryQuery } from "#lib/summary/queries";
import { Prefetched } from "../prefetched.tsx";
import { loadScope, type SearchParams } from "../scope-params.ts";
import { SummaryView } from "./client.tsx";

export const metadata: Metadata = { title: "Summary" };

export default async function SummaryPage({ searchParams }: { searchParams: SearchParams }) {
  const query = summaryQuery(await loadScope(searchParams));
  return (
    <Prefetched query={query}>
      <SummaryView />
    </Prefetched>
  );
}
