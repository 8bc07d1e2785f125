import { Card } from "../ui/card.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

export type TableSkeletonProps = { rows?: number; tall?: boolean };

/** A list that is on its way: the filter box and rows of the right height. */
export function TableSkeleton({ rows = 10, tall = false }: TableSkeletonProps) {
  return (
    <div aria-busy="true">
      <Skeleton className="mb-2 h-[30px] w-72 max-w-full" />
      <Card className="overflow-hidden">
        {Array.from({ length: rows }, (_, index) => (
          // Skeleton rows have no identity of their own.
          // biome-ignore lint/suspicious/noArrayIndexKey: they never move
          <div key={index} className="flex gap-4 border-line border-b px-3 py-2 last:border-b-0">
            <Skeleton className={tall ? "h-10 w-24" : "h-5 w-24"} />
            <div className="flex-1">
              <Skeleton className={tall ? "h-10 w-full" : "h-5 w-full"} />
            </div>
          </div>
        ))}
      </Card>
    </div>
  );
}
