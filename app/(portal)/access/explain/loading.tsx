import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { Skeleton } from "#components/ui/skeleton";

export default function Loading() {
  return (
    <Page>
      <PageHeader title="Access" />
      <Skeleton className="mb-4 h-8 w-full max-w-lg" />
      <Skeleton className="h-28 w-full max-w-4xl rounded-lg" />
    </Page>
  );
}
