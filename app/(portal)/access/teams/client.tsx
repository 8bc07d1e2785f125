"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { AccessNav } from "#components/access/access-nav";
import { LOOK_AGAIN } from "#components/access/look-again";
import { CompactTeam, TEAM_COLUMNS, TEAM_FILTER } from "#components/access/team-columns";
import { CreateTeamDialog } from "#components/access/team-form";
import { DataTable } from "#components/data-table/data-table";
import { ListSkeleton } from "#components/layout/list-skeleton";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryState } from "#components/layout/query-state";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { teamsQuery } from "#lib/teams/queries";
import type { TeamList, TeamRow } from "#lib/teams/schemas";
import { TEAMS_PARAMS } from "./search-params.ts";

const QUICK = [{ label: "Grants ending", filter: "ending:yes" }];

/** Teams: all for platform engineers, one's own for others. */
export function TeamsView() {
  const result = useQuery({ ...teamsQuery, ...LOOK_AGAIN });
  return (
    <QueryState result={result} skeleton={<ListSkeleton />}>
      {(list) => <Teams list={list} />}
    </QueryState>
  );
}

function Teams({ list }: { list: TeamList }) {
  const router = useRouter();
  const [{ new: creating }, setParams] = useQueryStates(TEAMS_PARAMS);
  const open = (on: boolean) => void setParams({ new: on || null });
  const create = list.may.manage && (
    <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => open(true)}>
      Create team
    </Button>
  );
  return (
    <Page>
      <PageHeader title="Access" actions={create} />
      <AccessNav />
      <DataTable<TeamRow>
        label="Teams"
        rows={list.items}
        columns={TEAM_COLUMNS}
        rowKey={(row) => row.key}
        filter={TEAM_FILTER}
        quickFilters={QUICK}
        defaultSort="name"
        onOpen={(row) => router.push(`/access/teams/${row.slug}`)}
        compact={(row) => <CompactTeam row={row} />}
        empty={
          <EmptyState
            icon={<Users />}
            title={list.may.manage ? "There are no teams yet." : "You are in no team."}
            action={create}
          >
            {list.may.manage ? "People get access through their teams." : "An owner of a team can add you."}
          </EmptyState>
        }
      />
      {creating && <CreateTeamDialog onClose={() => open(false)} />}
    </Page>
  );
}
