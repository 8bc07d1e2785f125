"use client";

import { useQuery } from "@tanstack/react-query";
import { AccountSkeleton } from "#components/account/account-skeleton";
import { PasswordCard } from "#components/account/password-card";
import { SessionsCard } from "#components/account/sessions-card";
import { WhoCard } from "#components/account/who-card";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryState } from "#components/layout/query-state";
import { accountQuery } from "#lib/me/queries";

/** Who one is here, one's password, and where one is signed in. */
export function AccountView() {
  const result = useQuery(accountQuery);
  return (
    <QueryState result={result} skeleton={<AccountSkeleton />}>
      {(account) => (
        <Page>
          <PageHeader title="Your account" />
          <div className="grid max-w-5xl grid-cols-[minmax(0,1fr)] items-start gap-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
            <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
              <WhoCard account={account} />
              <SessionsCard sessions={account.sessions} />
            </div>
            <PasswordCard account={account} />
          </div>
        </Page>
      )}
    </QueryState>
  );
}
