import type { Metadata } from "next";
import { namespacesQuery } from "#lib/namespaces/queries";
import { currentViewer } from "../current-viewer.ts";
import { Prefetched } from "../prefetched.tsx";
import { loadScope, type SearchParams } from "../scope-params.ts";
import { SumsOnly } from "../sums-only.tsx";
import { NamespacesView } from "./client.tsx";

export const metadata: Metadata = { title: "Namespaces" };

export default async function NamespacesPage({ searchParams }: { searchParams: SearchParams }) {
  const { sections } = await currentViewer();
  if (!sections.includes("namespaces")) return <SumsOnly what="namespaces" />;
  const query = namespacesQuery(await loadScope(searchParams));
  return (
    <Prefetched query={query}>
      <NamespacesView />
    </Prefetched>
  );
}
