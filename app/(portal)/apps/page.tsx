import type { Metadata } from "next";
import { workloadsQuery } from "#lib/workloads/queries";
import { Prefetched } from "../prefetched.tsx";
import { loadScope, type SearchParams } from "../scope-params.ts";
import { AppsView } from "./client.tsx";

export const metadata: Metadata = { title: "Apps" };

export default async function AppsPage({ searchParams }: { searchParams: SearchParams }) {
  const query = workloadsQuery(await loadScope(searchParams));
  return (
    <Prefetched query={query}>
      <AppsView />
    </Prefetched>
  );
}
