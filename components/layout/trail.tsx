import { ChevronRight } from "lucide-react";
import Link from "next/link";

export type TrailProps = { steps: readonly { label: string; href: string }[] };

/** The way back up from a detail. */
export function Trail({ steps }: TrailProps) {
  return (
    <nav aria-label="Where this is" className="mb-1.5 flex flex-wrap items-center gap-1 text-ink-3 text-small">
      {steps.map((step) => (
        <span key={step.href} className="inline-flex items-center gap-1">
          <Link href={step.href} className="rounded-sm hover:text-ink hover:underline">
            {step.label}
          </Link>
          <ChevronRight aria-hidden className="size-3" />
        </span>
      ))}
    </nav>
  );
}
