import { Page } from "../layout/page.tsx";
import { PageHeader } from "../layout/page-header.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

/** The account page, on its way. */
export function AccountSkeleton() {
  return (
    <Page>
      <PageHeader title="Your account" />
      <div className="grid max-w-5xl items-start gap-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <div className="grid gap-3">
          <Skeleton className="h-40 w-full rounded-lg" />
          <Skeleton className="h-40 w-full rounded-lg" />
        </div>
        <Skeleton className="h-72 w-full rounded-lg" />
      </div>
    </Page>
  );
}
