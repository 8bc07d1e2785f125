"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useQueryStates } from "nuqs";
import { AccessNav } from "#components/access/access-nav";
import { CreateGrantDialog } from "#components/access/grant-form";
import { GrantTable } from "#components/access/grant-table";
import { LOOK_AGAIN } from "#components/access/look-again";
import { ListSkeleton } from "#components/layout/list-skeleton";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryState } from "#components/layout/query-state";
import { Button } from "#components/ui/button";
import { grantsQuery } from "#lib/grants/queries";
import type { GrantList } from "#lib/grants/schemas";
import { GRANTS_PARAMS } from "./search-params.ts";

/** Every grant, or those of one team for its owners. */
export function GrantsView({ team }: { team: string | undefined }) {
  const result = useQuery({ ...grantsQuery({ team }), ...LOOK_AGAIN });
  return (
    <QueryState result={result} skeleton={<ListSkeleton />}>
      {(list) => <Grants list={list} />}
    </QueryState>
  );
}

function Grants({ list }: { list: GrantList }) {
  const [params, setParams] = useQueryStates(GRANTS_PARAMS);
  const create = list.may.manage && (
    <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => void setParams({ new: true })}>
      Grant access
    </Button>
  );
  return (
    <Page>
      <PageHeader title="Access" actions={create} />
      <AccessNav />
      <GrantTable list={list} create={create} />
      {params.new && list.may.manage && (
        <CreateGrantDialog
          team={params.team ?? undefined}
          cluster={params.cluster ?? undefined}
          onClose={() => void setParams({ new: null, cluster: null, team: null })}
        />
      )}
    </Page>
  );
}
