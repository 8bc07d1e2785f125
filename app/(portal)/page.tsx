import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { homeQuery } from "#lib/apps/queries";
import { HomeView } from "./client.tsx";
import { currentViewer } from "./current-viewer.ts";
import { Prefetched } from "./prefetched.tsx";
import { loadScope, type SearchParams } from "./scope-params.ts";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage({ searchParams }: { searchParams: SearchParams }) {
  const { sections } = await currentViewer();
  if (!sections.includes("home")) redirect("/summary");
  const query = homeQuery(await loadScope(searchParams));
  return (
    <Prefetched query={query}>
      <HomeView />
    </Prefetched>
  );
}
