import Link from "next/link";
import { Button } from "#components/ui/button";
import { ForbiddenState } from "#components/ui/forbidden-state";

/** For people who may see the sums of the fleet but none of its rows. */
export function SumsOnly({ what }: { what: string }) {
  return (
    <ForbiddenState
      heading="h1"
      missing={`Your role shows the sums of the fleet, not its ${what}.`}
      grantedBy="A platform engineer can grant you a role in a namespace."
      action={
        <Button asChild>
          <Link href="/summary">See the summary</Link>
        </Button>
      }
    />
  );
}
