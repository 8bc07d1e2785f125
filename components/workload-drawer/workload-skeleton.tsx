import { Skeleton } from "../ui/skeleton.tsx";

/** The shape of a workload's detail. */
export function WorkloadSkeleton() {
  return (
    <div aria-busy="true">
      <Skeleton className="h-7 w-56" />
      <Skeleton className="mt-1.5 h-4 w-80 max-w-full" />
      <Skeleton className="mt-5 h-6 w-full" />
      <Skeleton className="mt-4 h-28 w-full" />
      <div className="mt-3 grid grid-cols-3 gap-3">
        <Skeleton className="h-[62px] w-full" />
        <Skeleton className="h-[62px] w-full" />
        <Skeleton className="h-[62px] w-full" />
      </div>
      <Skeleton className="mt-3 h-40 w-full" />
    </div>
  );
}
