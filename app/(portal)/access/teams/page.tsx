import type { Metadata } from "next";
import { listTeams } from "#lib/teams/list-teams";
import { teamsQuery } from "#lib/teams/queries";
import { PrefetchedVerb } from "../../prefetched-verb.tsx";
import { TeamsView } from "./client.tsx";

export const metadata: Metadata = { title: "Teams" };

export default function TeamsPage() {
  return (
    <PrefetchedVerb queryKey={teamsQuery.queryKey} read={listTeams}>
      <TeamsView />
    </PrefetchedVerb>
  );
}
