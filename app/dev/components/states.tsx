"use client";

import { Boxes } from "lucide-react";
import { PartialBanner } from "#components/freshness/partial-banner";
import { Banner } from "#components/ui/banner";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { ForbiddenState } from "#components/ui/forbidden-state";
import { Skeleton } from "#components/ui/skeleton";
import { VerdictCard } from "#components/workloads/verdict-card";
import { Block } from "./block.tsx";

export function States() {
  return (
    <>
      <Block title="Banners">
        <div className="grid w-full gap-2">
          <PartialBanner
            failures={[{ clusterId: "1", slug: "edge-bremen", state: "paused", message: "connection timed out" }]}
          />
          <Banner tone="failing">The credential of eu-prod has expired.</Banner>
          <Banner tone="info">us-prod is being read for the first time.</Banner>
        </div>
      </Block>
      <Block title="Verdict">
        <div className="grid w-full gap-2 lg:grid-cols-2">
          <VerdictCard
            verdict={{
              level: "failing",
              label: "Failing",
              sentence: "Container `api` runs out of memory. It was killed 4 times in 10 min.",
            }}
            evidence={["4 × exit 137, `OOMKilled`", "memory 256 of 256Mi"]}
            nextStep="Roll back, or raise the limit to 512Mi."
          />
          <VerdictCard
            verdict={{ level: "healthy", label: "Healthy", sentence: "3 of 3 replicas ready." }}
            evidence={[]}
          />
        </div>
      </Block>
      <Block title="Empty, forbidden, failed, loading">
        <Card className="w-full flex-1 basis-80">
          <EmptyState icon={<Boxes />} title="Your team has no namespace yet." action={<Button>Ask for access</Button>}>
            A platform engineer grants namespaces to teams.
          </EmptyState>
        </Card>
        <Card className="w-full flex-1 basis-80">
          <ForbiddenState
            missing="Your role here does not include events."
            grantedBy="An owner of the team or a platform engineer can grant a role that does."
          />
        </Card>
        <Card className="w-full flex-1 basis-80">
          <ErrorState message="eu-prod did not answer in time." requestId="0198c1f2-7d0e" onRetry={() => {}} />
        </Card>
        <Card className="grid w-full flex-1 basis-80 gap-2 p-4">
          <Skeleton className="h-6 w-40" />
          <Skeleton />
          <Skeleton />
        </Card>
      </Block>
    </>
  );
}
