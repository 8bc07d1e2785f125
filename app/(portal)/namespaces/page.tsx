import type { Metadata } from "next";
import { namespacesQuery } from "#lib/namespaces/queries";
import { Prefetched } from "../prefetched.tsx";
import { loadScope, type SearchParams } from "../scope-params.ts";
import { NamespacesView } from "./client.tsx";

export const metadata: Metadata = { title: "Namespaces" };

export default async function NamespacesPage({ searchParams }: { searchParams: SearchParams }) {
  const query = namespacesQuery(await loadScope(searchParams));
  return (
    <Prefetched query={query}>
      <NamespacesView />
    </Prefetched>
  );
}
