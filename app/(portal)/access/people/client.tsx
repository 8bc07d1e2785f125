"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { AccessNav } from "#components/access/access-nav";
import { CreateUserDialog } from "#components/access/create-user-dialog";
import { LOOK_AGAIN } from "#components/access/look-again";
import { PasswordDialog } from "#components/access/password-dialog";
import { CompactUser, USER_COLUMNS, USER_FILTER, USER_QUICK } from "#components/access/user-columns";
import { DataTable } from "#components/data-table/data-table";
import { ListSkeleton } from "#components/layout/list-skeleton";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryState } from "#components/layout/query-state";
import { Button } from "#components/ui/button";
import { usersQuery } from "#lib/users/queries";
import type { UserList, UserRow } from "#lib/users/schemas";
import { PEOPLE_PARAMS } from "./search-params.ts";

/** Everybody who can sign in. */
export function PeopleView() {
  const result = useQuery({ ...usersQuery, ...LOOK_AGAIN });
  return (
    <QueryState result={result} skeleton={<ListSkeleton />}>
      {(list) => <People list={list} />}
    </QueryState>
  );
}

function People({ list }: { list: UserList }) {
  const [{ new: creating }, setParams] = useQueryStates(PEOPLE_PARAMS);
  const [account, setAccount] = useState<{ email: string; password: string }>();
  const open = (on: boolean) => void setParams({ new: on || null });
  return (
    <Page>
      <PageHeader
        title="Access"
        actions={
          <Button variant="primary" icon={<UserPlus aria-hidden />} onClick={() => open(true)}>
            Create account
          </Button>
        }
      />
      <AccessNav />
      <DataTable<UserRow>
        label="People"
        rows={list.items}
        columns={USER_COLUMNS}
        rowKey={(row) => row.key}
        filter={USER_FILTER}
        quickFilters={USER_QUICK}
        defaultSort="name"
        isStale={(row) => row.status === "suspended"}
        changeMark={(row) => `${row.portalRole} ${row.status}`}
        compact={(row) => <CompactUser row={row} />}
        empty={null}
      />
      {creating && (
        <CreateUserDialog
          onClose={() => open(false)}
          onCreated={(created) => {
            open(false);
            setAccount(created);
          }}
        />
      )}
      {account && <PasswordDialog account={account} onClose={() => setAccount(undefined)} />}
    </Page>
  );
}
