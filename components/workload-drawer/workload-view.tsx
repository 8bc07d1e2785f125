"use client";

import { isApiError } from "#lib/http/api-client";
import { workloadQuery } from "#lib/workloads/queries";
import type { WorkloadDetail, WorkloadRef } from "#lib/workloads/schemas";
import { PartialBanner } from "../freshness/partial-banner.tsx";
import { useLiveQuery } from "../live/use-live.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { type Tab, TabPanel, Tabs } from "../ui/tabs.tsx";
import { ConfigTab } from "./config-tab.tsx";
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
  if (data === undefined && error) return <WorkloadError error={error} onRetry={() => void refetch()} />;
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
        value={tab}
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
          <ConfigTab detail={detail} />
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
    { value: "pods", label: "Pods", count: detail.pods.length },
    { value: "events", label: "Events", count: detail.events.items.length || undefined },
    { value: "network", label: "Network", count: networkRelations(detail.relations).length || undefined },
    { value: "config", label: "Config", count: config || undefined },
    { value: "yaml", label: "YAML" },
  ];
}

export function WorkloadError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  if (isApiError(error) && error.status === 404) {
    return (
      <EmptyState title="This does not exist, or you do not have access to it.">
        It may have been removed since the link was made. Who owns the team can tell you whether you should see it.
      </EmptyState>
    );
  }
  return (
    <ErrorState message={error.message} requestId={isApiError(error) ? error.requestId : undefined} onRetry={onRetry} />
  );
}
