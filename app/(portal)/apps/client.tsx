"use client";

import { PartialBanner } from "#components/freshness/partial-banner";
import { ListSkeleton } from "#components/layout/list-skeleton";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryState } from "#components/layout/query-state";
import { useScopeQuery } from "#components/layout/use-scope-query";
import { useLiveQuery } from "#components/live/use-live";
import { WorkloadDrawer } from "#components/workload-drawer/workload-drawer";
import { WorkloadTable } from "#components/workloads/workload-table";
import { workloadsQuery } from "#lib/workloads/queries";

export function AppsView() {
  const result = useLiveQuery(workloadsQuery(useScopeQuery()));
  return (
    <QueryState result={result} skeleton={<ListSkeleton />}>
      {(answer) => (
        <Page>
          <PageHeader title="Apps" detail="Deployments, StatefulSets, DaemonSets, Jobs and CronJobs" />
          <PartialBanner failures={answer.failures} />
          <WorkloadTable rows={answer.items} />
          <WorkloadDrawer />
        </Page>
      )}
    </QueryState>
  );
}
