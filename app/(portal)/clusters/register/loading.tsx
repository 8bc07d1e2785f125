import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { Skeleton } from "#components/ui/skeleton";

export default function Loading() {
  return (
    <Page>
      <PageHeader title="Register cluster" />
      <Skeleton className="h-72 w-full max-w-4xl rounded-lg" />
    </Page>
  );
}
