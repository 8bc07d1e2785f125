"use client";

import { LayoutGrid } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { appColumns, appFilter, CompactApp } from "#components/apps/app-columns";
import { HomeAside } from "#components/apps/home-aside";
import { DataTable } from "#components/data-table/data-table";
import type { QuickFilter } from "#components/data-table/types";
import { PartialBanner } from "#components/freshness/partial-banner";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryState } from "#components/layout/query-state";
import { useScopeQuery } from "#components/layout/use-scope-query";
import { useViewer } from "#components/layout/viewer-context";
import { useLiveQuery } from "#components/live/use-live";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { useOpenWorkload } from "#components/workload-drawer/open-workload";
import { WorkloadDrawer } from "#components/workload-drawer/workload-drawer";
import { homeQuery } from "#lib/apps/queries";
import type { AppRow, Home } from "#lib/apps/schemas";
import { workloadPath } from "#lib/workloads/format";
import { HomeSkeleton } from "./home-skeleton.tsx";

export function HomeView() {
  const result = useLiveQuery(homeQuery(useScopeQuery()));
  return (
    <QueryState result={result} skeleton={<HomeSkeleton />}>
      {(home) => <HomeContent home={home} />}
    </QueryState>
  );
}

function HomeContent({ home }: { home: Home }) {
  const { counts, team } = home;
  const viewer = useViewer();
  return (
    <Page aside={<HomeAside home={home} />}>
      <PageHeader
        title={team?.name ?? (viewer.teams.length === 1 ? viewer.teams[0]?.name : "All teams")}
        detail={`${plural(counts.apps, "app")} in ${plural(counts.clusters, "cluster")} · ${plural(counts.pods, "pod")}`}
      />
      <PartialBanner failures={home.failures} />
      <AppTable home={home} />
      <WorkloadDrawer />
    </Page>
  );
}

function AppTable({ home }: { home: Home }) {
  const { ref, open } = useOpenWorkload();
  const path = ref && workloadPath(ref);
  const openApp = useMemo(() => (row: AppRow) => open(row.worst), [open]);
  // Environments come in every answer; the columns change only when the environments do.
  const names = JSON.stringify(home.environments);
  const columns = useMemo(() => appColumns(JSON.parse(names), openApp), [names, openApp]);
  const quick = useMemo(() => quickFilters(JSON.parse(names)), [names]);
  const current = home.items.find((row) => row.workloads.some((workload) => workloadPath(workload) === path));
  return (
    <DataTable<AppRow>
      label="Applications"
      rows={home.items}
      columns={columns}
      rowKey={(row) => row.key}
      filter={appFilter}
      quickFilters={quick}
      defaultSort="verdict"
      onOpen={openApp}
      openKey={current?.key}
      isStale={(row) => row.stale}
      changeMark={(row) => `${row.verdict.level} ${row.verdict.label} ${row.restarts} ${row.pods}`}
      tall
      compact={(row) => <CompactApp row={row} onOpen={openApp} />}
      empty={<NoApps home={home} />}
    />
  );
}

function quickFilters(environments: Home["environments"]): QuickFilter[] {
  return [
    { label: "Needs attention", filter: "status:failing,degraded" },
    ...environments.map(({ slug, name }) => ({ label: name, filter: `environment:${slug}` })),
  ];
}

function NoApps({ home }: { home: Home }) {
  if (home.counts.clusters === 0) {
    return (
      <EmptyState icon={<LayoutGrid />} title="Nothing has been granted to you yet.">
        Applications appear here as soon as a platform engineer grants your team a namespace.
      </EmptyState>
    );
  }
  if (home.freshness.some((cluster) => cluster.state === "starting")) {
    return <EmptyState icon={<LayoutGrid />} title="Reading the clusters for the first time." />;
  }
  return (
    <EmptyState
      icon={<LayoutGrid />}
      title="No application runs in your namespaces."
      action={
        <Button asChild>
          <Link href="/namespaces">See the namespaces</Link>
        </Button>
      }
    >
      Deploy something with kubectl or your pipeline; it appears here by itself.
    </EmptyState>
  );
}

function plural(count: number, word: string): string {
  return `${count.toLocaleString("en-US")} ${word}${count === 1 ? "" : "s"}`;
}
