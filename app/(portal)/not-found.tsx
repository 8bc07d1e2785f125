import { SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

/** What does not exist and what a person may not see are the same answer. */
export default function NotFound() {
  return (
    <EmptyState
      icon={<SearchX />}
      heading="h1"
      title="This does not exist, or you do not have access to it."
      action={
        <Button asChild>
          <Link href="/">Go home</Link>
        </Button>
      }
    >
      It may have been removed since the link was made. An owner of the team can say whether you should see it.
    </EmptyState>
  );
}
