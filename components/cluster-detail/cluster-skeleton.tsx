import { Page } from "../layout/page.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

const STATS = ["nodes", "pods", "namespaces", "cpu", "memory"];

/** A cluster's page before it is there. */
export function ClusterSkeleton() {
  return (
    <Page>
      <Skeleton className="mb-2 h-4 w-24" />
      <Skeleton className="mb-2 h-7 w-64" />
      <Skeleton className="mb-4 h-4 w-80" />
      <Skeleton className="mb-4 h-8 w-full max-w-lg" />
      <div className="grid grid-cols-2 gap-2.5 sm:grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))]">
        {STATS.map((stat) => (
          <Skeleton key={stat} className="h-[66px] w-full rounded-lg" />
        ))}
      </div>
    </Page>
  );
}
