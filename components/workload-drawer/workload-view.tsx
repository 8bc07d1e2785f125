"use client";

import { workloadQuery } from "#lib/workloads/queries";
import type { WorkloadDetail, WorkloadRef } from "#lib/workloads/schemas";
import { PartialBanner } from "../freshness/partial-banner.tsx";
import { isRefusal, QueryError } from "../layout/query-state.tsx";
import { useLiveQuery } from "../live/use-live.tsx";
import { type Tab, TabPanel, Tabs } from "../ui/tabs.tsx";
import { ConfigNames } from "../workloads/config-names.tsx";
import { EventsTab } from "./events-tab.tsx";
import { networkRelations } from "./network-relations.ts";
import { NetworkTab } from "./network-tab.tsx";
import { useWorkloadTab, type WorkloadTab } from "./open-workload.tsx";
import { OverviewTab } from "./overview-tab.tsx";
import { PodsTab } from "./pods-tab.tsx";
import { WorkloadHeader } from "./workload-header.tsx";
import { WorkloadSkeleton } from "./workload-skeleton.tsx";
import { YamlTab } from "./yaml-tab.tsx";

export type WorkloadViewProps = { workload: WorkloadRef; inDrawer?: boolean };

/** One workload: verdict with reason first, then pods, events, network, configuration and YAML. */
export function WorkloadView({ workload, inDrawer = false }: WorkloadViewProps) {
  const [tab, setTab] = useWorkloadTab();
  const { data, error, refetch } = useLiveQuery(workloadQuery(workload));
  if (error && (data === undefined || isRefusal(error)))
    return <QueryError heading={inDrawer ? "h2" : "h1"} error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <WorkloadSkeleton />;
  const { detail } = data;
  return (
    <div>
      <WorkloadHeader detail={detail} inDrawer={inDrawer} />
      {detail.freshness.state !== "live" && (
        <div className="mt-3">
          <PartialBanner failures={[detail.freshness]} />
        </div>
      )}
      <Tabs<WorkloadTab>
        tabs={tabsOf(detail)}
        value={tab === "pods" && workload.kind === "Pod" ? "overview" : tab}
        onValueChange={setTab}
        label={`Parts of ${workload.name}`}
        className="mt-3"
      >
        <TabPanel value="overview">
          <OverviewTab detail={detail} />
        </TabPanel>
        <TabPanel value="pods">
          <PodsTab detail={detail} />
        </TabPanel>
        <TabPanel value="events">
          <EventsTab detail={detail} />
        </TabPanel>
        <TabPanel value="network">
          <NetworkTab detail={detail} />
        </TabPanel>
        <TabPanel value="config">
          <ConfigNames {...detail.config} emptyText="It refers to no ConfigMap and no Secret." />
        </TabPanel>
        <TabPanel value="yaml">
          <YamlTab workload={workload} />
        </TabPanel>
      </Tabs>
    </div>
  );
}

function tabsOf(detail: WorkloadDetail): Tab<WorkloadTab>[] {
  const config = detail.config.configMaps.length + detail.config.secrets.length;
  return [
    { value: "overview", label: "Overview" },
    ...(detail.row.kind === "Pod" ? [] : [{ value: "pods" as const, label: "Pods", count: detail.pods.length }]),
    { value: "events", label: "Events", count: detail.events.items.length || undefined },
    { value: "network", label: "Network", count: networkRelations(detail.relations).length || undefined },
    { value: "config", label: "Config", count: config || undefined },
    { value: "yaml", label: "YAML" },
  ];
}
