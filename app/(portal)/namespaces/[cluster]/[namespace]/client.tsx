"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { PartialBanner } from "#components/freshness/partial-banner";
import { ListSkeleton } from "#components/layout/list-skeleton";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryState } from "#components/layout/query-state";
import { Trail } from "#components/layout/trail";
import { useLiveQuery } from "#components/live/use-live";
import { LimitTable } from "#components/namespaces/limit-table";
import { Card, CardSection } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { Status } from "#components/ui/status";
import { TabPanel, Tabs } from "#components/ui/tabs";
import { WorkloadDrawer } from "#components/workload-drawer/workload-drawer";
import { ConfigNames } from "#components/workloads/config-names";
import { EventList } from "#components/workloads/event-list";
import { Part } from "#components/workloads/part-state";
import { QuotaBars } from "#components/workloads/quota-bars";
import { RelationList } from "#components/workloads/relation-list";
import { UnlistedKinds } from "#components/workloads/unlisted-kinds";
import { WorkloadTable } from "#components/workloads/workload-table";
import { namespaceQuery } from "#lib/namespaces/queries";
import type { NamespaceDetail, NamespaceRef } from "#lib/namespaces/schemas";

const TABS = ["workloads", "quota", "events", "network", "config"] as const;

export function NamespaceView({ place }: { place: NamespaceRef }) {
  const result = useLiveQuery(namespaceQuery(place));
  return (
    <QueryState result={result} skeleton={<ListSkeleton />}>
      {(detail) => <NamespaceContent detail={detail} />}
    </QueryState>
  );
}

function NamespaceContent({ detail }: { detail: NamespaceDetail }) {
  const [part, setPart] = useQueryState("part", parseAsStringLiteral(TABS).withDefault("workloads"));
  const row = detail.namespace;
  return (
    <Page>
      <Trail steps={[{ label: "Namespaces", href: "/namespaces" }]} />
      <PageHeader
        title={row.namespace}
        detail={
          <span className="inline-flex flex-wrap items-center gap-x-2.5">
            <Status level={row.verdict.level} label={row.verdict.label} stale={row.stale} />
            <span>
              {row.cluster} · {row.environment.name} · {row.pods} {row.pods === 1 ? "pod" : "pods"}
              {row.phase !== "Active" && ` · ${row.phase}`}
            </span>
          </span>
        }
      />
      <PartialBanner failures={detail.failures} />
      <Tabs
        label={`Parts of ${row.namespace}`}
        value={part}
        onValueChange={(next) => void setPart(next)}
        tabs={[
          { value: "workloads", label: "Workloads", count: detail.items.length },
          { value: "quota", label: "Quota and limits", count: detail.quotas.items.length || undefined },
          { value: "events", label: "Events", count: detail.events.items.length || undefined },
          { value: "network", label: "Network and storage", count: detail.relations.length || undefined },
          { value: "config", label: "Config" },
        ]}
      >
        <TabPanel value="workloads">
          <WorkloadTable rows={detail.items} inNamespace />
        </TabPanel>
        <TabPanel value="quota">
          <Bounds detail={detail} />
        </TabPanel>
        <TabPanel value="events">
          <Part
            state={detail.events.state}
            what="events"
            empty={detail.events.items.length === 0}
            emptyText="The cluster keeps no event here. Kubernetes forgets events after an hour."
          >
            <EventList events={detail.events.items} />
          </Part>
        </TabPanel>
        <TabPanel value="network">
          {detail.relations.length > 0 && (
            <RelationList label="Network and storage" relations={detail.relations} stale={detail.namespace.stale} />
          )}
          {detail.relations.length + detail.unlisted.length === 0 && (
            <EmptyState title="No Service, Ingress or volume claim is here." />
          )}
          <UnlistedKinds unlisted={detail.unlisted} />
        </TabPanel>
        <TabPanel value="config">
          <ConfigNames {...detail.config} emptyText="It has no ConfigMap and no Secret." />
        </TabPanel>
      </Tabs>
      <WorkloadDrawer />
    </Page>
  );
}

/** What the namespace may use, and what its containers get when they ask for nothing. */
function Bounds({ detail }: { detail: NamespaceDetail }) {
  const { quotas, limits } = detail;
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      <Part
        state={quotas.state}
        what="quotas"
        empty={quotas.items.length === 0}
        emptyText="No quota bounds this namespace."
      >
        <Card>
          <CardSection title="Quota">
            <QuotaBars quotas={quotas.items} />
          </CardSection>
        </Card>
      </Part>
      {limits.items.length > 0 && (
        <Part state={limits.state} what="limit ranges" empty={false} emptyText="">
          <LimitTable limits={limits.items} />
        </Part>
      )}
    </div>
  );
}
