"use client";

import { Boxes } from "lucide-react";
import { useRouter } from "next/navigation";
import { DataTable } from "#components/data-table/data-table";
import { PartialBanner } from "#components/freshness/partial-banner";
import { ListSkeleton } from "#components/layout/list-skeleton";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryState } from "#components/layout/query-state";
import { useScopeQuery } from "#components/layout/use-scope-query";
import { useLiveQuery } from "#components/live/use-live";
import {
  CompactNamespace,
  namespaceColumns,
  namespaceFilter,
  namespacePath,
} from "#components/namespaces/namespace-columns";
import { EmptyState } from "#components/ui/empty-state";
import { namespacesQuery } from "#lib/namespaces/queries";
import type { NamespaceList, NamespaceListRow } from "#lib/namespaces/schemas";

const QUICK = [{ label: "Needs attention", filter: "status:failing,degraded" }];

export function NamespacesView() {
  const result = useLiveQuery(namespacesQuery(useScopeQuery()));
  return (
    <QueryState result={result} skeleton={<ListSkeleton />}>
      {(answer) => <NamespacesContent answer={answer} />}
    </QueryState>
  );
}

function NamespacesContent({ answer }: { answer: Omit<NamespaceList, "revision"> }) {
  const router = useRouter();
  const clusters = new Set(answer.items.map((row) => row.cluster)).size;
  return (
    <Page>
      <PageHeader
        title="Namespaces"
        detail={`${answer.items.length.toLocaleString("en-US")} in ${clusters} ${clusters === 1 ? "cluster" : "clusters"}`}
      />
      <PartialBanner failures={answer.failures} />
      <DataTable<NamespaceListRow>
        label="Namespaces"
        rows={answer.items}
        columns={namespaceColumns}
        rowKey={(row) => row.key}
        filter={namespaceFilter}
        quickFilters={QUICK}
        defaultSort="verdict"
        onOpen={(row) => router.push(namespacePath(row))}
        isStale={(row) => row.stale}
        changeMark={(row) => `${row.verdict.level} ${row.attention} ${row.pods}`}
        copyText={(row) => row.namespace}
        compact={(row) => <CompactNamespace row={row} />}
        empty={
          <EmptyState icon={<Boxes />} title="No namespace has been granted to you yet.">
            A platform engineer grants namespaces to teams. As soon as yours has one it appears here.
          </EmptyState>
        }
      />
    </Page>
  );
}
