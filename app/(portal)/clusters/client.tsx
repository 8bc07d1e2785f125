"use client";

import { LayoutGrid, Plus, Rows3, ServerOff } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { ClusterChanges } from "#components/clusters/cluster-changes";
import { CLUSTER_COLUMNS, CompactCluster } from "#components/clusters/cluster-columns";
import { CLUSTER_FILTER, clusterQuickFilters } from "#components/clusters/cluster-filter";
import { FleetSkeleton } from "#components/clusters/fleet-skeleton";
import { FleetTiles } from "#components/clusters/fleet-tiles";
import { DataTable } from "#components/data-table/data-table";
import { PartialBanner } from "#components/freshness/partial-banner";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryState } from "#components/layout/query-state";
import { useScope } from "#components/layout/use-scope";
import { useLiveQuery } from "#components/live/use-live";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { fleetFigures, isStale } from "#lib/clusters/format";
import { clustersQuery } from "#lib/clusters/queries";
import type { ClusterList, ClusterRow } from "#lib/clusters/schemas";
import { CLUSTERS_PARAMS } from "./search-params.ts";

/** The fleet, as tiles or as a table. */
export function ClustersView() {
  const result = useLiveQuery(clustersQuery());
  return (
    <QueryState result={result} skeleton={<FleetSkeleton />}>
      {(list) => <Fleet list={list} />}
    </QueryState>
  );
}

function Fleet({ list }: { list: ClusterList }) {
  const [{ view, group }, setParams] = useQueryStates(CLUSTERS_PARAMS);
  const other = view === "tiles" ? "table" : "tiles";
  const { may } = list;
  const [scope] = useScope();
  const items = list.items.filter(
    (row) =>
      (scope.cluster === null || row.slug === scope.cluster) &&
      (scope.environment === null || row.environment.slug === scope.environment),
  );
  return (
    <Page>
      <PageHeader
        title="Clusters"
        detail={items.length > 0 && fleetFigures(items)}
        actions={
          <>
            {items.length > 0 && (
              <Button
                icon={other === "table" ? <Rows3 aria-hidden /> : <LayoutGrid aria-hidden />}
                onClick={() => void setParams({ view: other })}
              >
                {other === "table" ? "Table" : "Tiles"}
              </Button>
            )}
            {may.manage && (
              <Button asChild>
                <Link href="/clusters/places">Environments and groups</Link>
              </Button>
            )}
            {may.manage && <RegisterButton />}
          </>
        }
      />
      <PartialBanner failures={list.failures.filter((cluster) => cluster.state !== "paused")} />
      {items.length === 0 && <Empty manage={may.manage} />}
      {items.length > 0 && view === "table" && <FleetTable rows={items} />}
      {items.length > 0 && view === "tiles" && (
        <FleetTiles rows={items} grouping={group} onGrouping={(next) => void setParams({ group: next })} />
      )}
      <ClusterChanges changes={list.changes} known={new Set(items.map((row) => row.slug))} />
    </Page>
  );
}

function FleetTable({ rows }: { rows: readonly ClusterRow[] }) {
  const router = useRouter();
  const quickFilters = useMemo(() => clusterQuickFilters(rows), [rows]);
  return (
    <DataTable<ClusterRow>
      label="Clusters"
      rows={rows}
      columns={CLUSTER_COLUMNS}
      rowKey={(row) => row.key}
      filter={CLUSTER_FILTER}
      quickFilters={quickFilters}
      defaultSort="verdict"
      onOpen={(row) => router.push(`/clusters/${row.slug}`)}
      isStale={isStale}
      changeMark={(row) => row.verdict.label}
      compact={(row) => <CompactCluster row={row} />}
      copyText={(row) => row.slug}
      empty={null}
    />
  );
}

function RegisterButton() {
  return (
    <Button variant="primary" asChild>
      <Link href="/clusters/register">
        <Plus aria-hidden />
        Register cluster
      </Link>
    </Button>
  );
}

function Empty({ manage }: { manage: boolean }) {
  return (
    <Card>
      {manage ? (
        <EmptyState icon={<ServerOff />} title="No cluster is registered yet." action={<RegisterButton />}>
          A kubeconfig with a token or a client certificate is all it takes.
        </EmptyState>
      ) : (
        <EmptyState icon={<ServerOff />} title="None of your teams has access to a cluster.">
          A platform engineer can grant a team namespaces of a cluster.
        </EmptyState>
      )}
    </Card>
  );
}
