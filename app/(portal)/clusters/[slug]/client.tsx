"use client";

import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { ClusterBanners } from "#components/cluster-detail/cluster-banners";
import { ClusterSkeleton } from "#components/cluster-detail/cluster-skeleton";
import { OverviewTab } from "#components/cluster-detail/overview-tab";
import { type ClusterAction, ClusterActions } from "#components/cluster-forms/cluster-actions";
import { useDiagnosis } from "#components/cluster-forms/use-diagnosis";
import { ClusterStatus } from "#components/clusters/cluster-status";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryState } from "#components/layout/query-state";
import { Trail } from "#components/layout/trail";
import { useLiveQuery } from "#components/live/use-live";
import { RelativeTime } from "#components/ui/relative-time";
import { type Tab, TabPanel, Tabs } from "#components/ui/tabs";
import { isStale } from "#lib/clusters/format";
import { clusterQuery } from "#lib/clusters/queries";
import type { ClusterDetail } from "#lib/clusters/schemas";
import { CLUSTER_PARAMS, type ClusterTab } from "./search-params.ts";

// Each tab but the first is fetched when it is shown.
const AccessTab = dynamic(() => import("#components/cluster-detail/access-tab").then((tab) => tab.AccessTab));
const ConnectionTab = dynamic(() =>
  import("#components/cluster-detail/connection-tab").then((tab) => tab.ConnectionTab),
);
const NamespacesTab = dynamic(() =>
  import("#components/cluster-detail/namespaces-tab").then((tab) => tab.NamespacesTab),
);
const NodesTab = dynamic(() => import("#components/cluster-detail/nodes-tab").then((tab) => tab.NodesTab));

/** One cluster, live. */
export function ClusterView({ slug }: { slug: string }) {
  const result = useLiveQuery(clusterQuery(slug));
  return (
    <QueryState result={result} skeleton={<ClusterSkeleton />}>
      {(detail) => <Cluster detail={detail} />}
    </QueryState>
  );
}

function Cluster({ detail }: { detail: ClusterDetail }) {
  const [{ tab }, setParams] = useQueryStates(CLUSTER_PARAMS);
  const [action, setAction] = useState<ClusterAction | "menu" | undefined>();
  const { cluster, platform, may } = detail;
  const diagnosis = useDiagnosis(cluster.slug);
  const stale = isStale(cluster);
  const tabs = tabsOf(detail);
  const shown = tabs.some((entry) => entry.value === tab) ? tab : "overview";
  function diagnose() {
    void setParams({ tab: "connection" });
    diagnosis.start();
  }
  return (
    <Page>
      <Trail steps={[{ label: "Clusters", href: "/clusters" }]} />
      <PageHeader
        title={cluster.displayName}
        detail={
          <span className="inline-flex items-center gap-2.5">
            <ClusterStatus row={cluster} />
            {cluster.verdict.since !== undefined && cluster.verdict.cause !== "unreachable" && (
              <RelativeTime at={cluster.verdict.since} prefix="since" className="text-ink-3 text-small" />
            )}
          </span>
        }
        description={placeOf(detail)}
        actions={
          may.manage && <ClusterActions detail={detail} action={action} onAction={setAction} onDiagnose={diagnose} />
        }
      />
      <ClusterBanners detail={detail} onRotate={() => setAction("rotate")} />
      <Tabs<ClusterTab>
        tabs={tabs}
        value={shown}
        onValueChange={(next) => void setParams({ tab: next })}
        label={`Parts of ${cluster.displayName}`}
      >
        <TabPanel value="overview">
          <OverviewTab detail={detail} />
        </TabPanel>
        <TabPanel value="nodes">
          <NodesTab nodes={detail.items} state={detail.nodesState} stale={stale} />
        </TabPanel>
        <TabPanel value="namespaces">
          <NamespacesTab cluster={cluster.slug} namespaces={detail.namespaces} stale={stale} />
        </TabPanel>
        {platform && (
          <>
            <TabPanel value="connection">
              <ConnectionTab
                detail={detail}
                platform={platform}
                diagnosis={diagnosis}
                onRotate={() => setAction("rotate")}
              />
            </TabPanel>
            <TabPanel value="access">
              <AccessTab slug={cluster.slug} grants={platform.grants} />
            </TabPanel>
          </>
        )}
      </Tabs>
    </Page>
  );
}

function tabsOf({ may, items, nodesState, namespaces, platform, cluster }: ClusterDetail): Tab<ClusterTab>[] {
  const tabs: Tab<ClusterTab>[] = [{ value: "overview", label: "Overview" }];
  const listed = nodesState === "live" || nodesState === "stale";
  if (may.nodes) tabs.push({ value: "nodes", label: "Nodes", count: listed ? items.length : undefined });
  if (cluster.namespaces !== undefined || namespaces.length > 0) {
    tabs.push({ value: "namespaces", label: "Namespaces", count: namespaces.length });
  }
  if (platform) {
    tabs.push({ value: "connection", label: "Connection" });
    tabs.push({ value: "access", label: "Access", count: platform.grants.length });
  }
  return tabs;
}

function placeOf({ cluster, description }: ClusterDetail): string {
  const version = cluster.version && `Kubernetes ${cluster.version}`;
  return [cluster.environment.name, cluster.provider, cluster.region, version, description].filter(Boolean).join(" · ");
}
