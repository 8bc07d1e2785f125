import { Page } from "../layout/page.tsx";
import { PageHeader } from "../layout/page-header.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

const TILES = Array.from({ length: 6 }, (_, index) => index);

/** The fleet before it is there. */
export function FleetSkeleton() {
  return (
    <Page>
      <PageHeader title="Clusters" />
      <Skeleton className="mb-3 h-[30px] w-full max-w-[22rem]" />
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,13.5rem),1fr))] gap-2.5">
        {TILES.map((tile) => (
          <div key={tile} className="grid gap-2.5 rounded-lg border border-line bg-surface px-3 py-2.5">
            <Skeleton className="h-5 w-2/3" />
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-4 w-3/4" />
          </div>
        ))}
      </div>
    </Page>
  );
}
