import { TableSkeleton } from "#components/data-table/table-skeleton";
import { Page } from "#components/layout/page";
import { Skeleton } from "#components/ui/skeleton";

export function HomeSkeleton() {
  return (
    <Page aside={<Skeleton className="h-96 w-full" />}>
      <Skeleton className="mb-3.5 h-[30px] w-72" />
      <TableSkeleton rows={9} tall />
    </Page>
  );
}
