import type { Metadata } from "next";
import { workloadsQuery } from "#lib/workloads/queries";
import { currentViewer } from "../current-viewer.ts";
import { Prefetched } from "../prefetched.tsx";
import { loadScope, type SearchParams } from "../scope-params.ts";
import { SumsOnly } from "../sums-only.tsx";
import { AppsView } from "./client.tsx";

export const metadata: Metadata = { title: "Apps" };

export default async function AppsPage({ searchParams }: { searchParams: SearchParams }) {
  const { sections } = await currentViewer();
  if (!sections.includes("apps")) return <SumsOnly what="workloads" />;
  const query = workloadsQuery(await loadScope(searchParams));
  return (
    <Prefetched query={query}>
      <AppsView />
    </Prefetched>
  );
}
