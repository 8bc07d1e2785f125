"use client";

import { PartialBanner } from "#components/freshness/partial-banner";
import { ListSkeleton } from "#components/layout/list-skeleton";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryState } from "#components/layout/query-state";
import { useScopeQuery } from "#components/layout/use-scope-query";
import { useLiveQuery } from "#components/live/use-live";
import { ClusterSumsTable } from "#components/summary/cluster-sums-table";
import { ResourceCards } from "#components/summary/resource-cards";
import { TeamSumsTable } from "#components/summary/team-sums-table";
import { countFigures, coverageSentence } from "#lib/summary/format";
import { summaryQuery } from "#lib/summary/queries";
import type { Summary } from "#lib/summary/schemas";

export function SummaryView() {
  const scope = useScopeQuery();
  const result = useLiveQuery(summaryQuery(scope));
  return (
    <QueryState result={result} skeleton={<ListSkeleton />}>
      {(summary) => <SummaryContent summary={summary} ofTeam={scope.team !== undefined} />}
    </QueryState>
  );
}

function SummaryContent({ summary, ofTeam }: { summary: Summary; ofTeam: boolean }) {
  const { total, coverage } = summary;
  return (
    <Page>
      <PageHeader
        title="Summary"
        detail={countFigures(total, coverage).join(" · ")}
        description={coverageSentence(coverage, ofTeam)}
      />
      <PartialBanner failures={summary.failures} />
      <ResourceCards total={total} coverage={coverage} />
      <h2 className="mt-6 mb-2 text-table">Teams</h2>
      <TeamSumsTable teams={summary.teams} total={total} />
      <h2 className="mt-6 mb-2 text-table">Clusters</h2>
      <ClusterSumsTable clusters={summary.items} freshness={summary.freshness} ofTeam={ofTeam} />
    </Page>
  );
}
