import Link from "next/link";
import { Brand } from "#components/layout/brand";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center">
      <Brand />
      <EmptyState
        heading="h1"
        title="This page does not exist."
        action={
          <Button asChild>
            <Link href="/">Go home</Link>
          </Button>
        }
      />
    </main>
  );
}
