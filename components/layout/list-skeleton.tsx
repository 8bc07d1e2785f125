import { TableSkeleton } from "../data-table/table-skeleton.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Page } from "./page.tsx";

/** A page with a title and a list, on its way. */
export function ListSkeleton() {
  return (
    <Page>
      <Skeleton className="mb-3.5 h-[30px] w-56" />
      <TableSkeleton rows={14} />
    </Page>
  );
}
