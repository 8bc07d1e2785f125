import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { listGrants } from "#lib/grants/list-grants";
import { grantsQuery } from "#lib/grants/queries";
import { listTeams } from "#lib/teams/list-teams";
import { teamsQuery } from "#lib/teams/queries";
import { currentViewer } from "../../current-viewer.ts";
import { PrefetchedVerb } from "../../prefetched-verb.tsx";
import { GrantsView } from "./client.tsx";
import { loadGrantsParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Grants" };

export default async function GrantsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { portalRole, teams } = await currentViewer();
  const { team } = await loadGrantsParams(searchParams);
  const owned = teams.find((entry) => entry.role === "owner")?.slug;
  // An owner who names no team sees the own one: all grants are for platform engineers.
  const filter = { team: portalRole === "platform" ? undefined : (team ?? owned) };
  return (
    <PrefetchedVerb queryKey={grantsQuery(filter).queryKey} read={(ctx) => listGrants(ctx, filter)}>
      <PrefetchedVerb queryKey={teamsQuery.queryKey} read={listTeams}>
        <GrantsView team={filter.team} />
      </PrefetchedVerb>
    </PrefetchedVerb>
  );
}
