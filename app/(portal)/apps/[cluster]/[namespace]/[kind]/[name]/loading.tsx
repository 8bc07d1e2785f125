import { Page } from "#components/layout/page";
import { WorkloadSkeleton } from "#components/workload-drawer/workload-skeleton";

export default function Loading() {
  return (
    <Page>
      <div className="mx-auto max-w-5xl">
        <WorkloadSkeleton />
      </div>
    </Page>
  );
}
