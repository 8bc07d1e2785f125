import type { Metadata } from "next";
import { clustersQuery } from "#lib/clusters/queries";
import { Prefetched } from "../prefetched.tsx";
import { ClustersView } from "./client.tsx";

export const metadata: Metadata = { title: "Clusters" };

export default function ClustersPage() {
  return (
    <Prefetched query={clustersQuery()}>
      <ClustersView />
    </Prefetched>
  );
}
