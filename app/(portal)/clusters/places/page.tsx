import type { Metadata } from "next";
import { listEnvironments } from "#lib/clusters/list-environments";
import { environmentsQuery } from "#lib/clusters/queries";
import { PrefetchedVerb } from "../../prefetched-verb.tsx";
import { PlacesView } from "./client.tsx";

export const metadata: Metadata = { title: "Environments and groups" };

export default function PlacesPage() {
  return (
    <PrefetchedVerb
      queryKey={environmentsQuery.queryKey}
      read={listEnvironments}
      missing="Only platform engineers manage environments and groups."
    >
      <PlacesView />
    </PrefetchedVerb>
  );
}
