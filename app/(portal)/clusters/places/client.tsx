"use client";

import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { Trail } from "#components/layout/trail";
import { EnvironmentTable } from "#components/places/environment-table";
import { GroupTable } from "#components/places/group-table";

/** Where clusters belong, and what grants can reach together. */
export function PlacesView() {
  return (
    <Page>
      <Trail steps={[{ label: "Clusters", href: "/clusters" }]} />
      <PageHeader title="Environments and groups" />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-2">
        <EnvironmentTable />
        <GroupTable />
      </div>
    </Page>
  );
}
