import type { ReactNode } from "react";
import { Sentence } from "./sentence.tsx";

export type EmptyStateProps = {
  icon?: ReactNode;
  /** One sentence that says why it is empty; names between backticks. */
  title: string;
  children?: ReactNode;
  /** The next step. */
  action?: ReactNode;
  /** `h1` where it is all that the page shows. */
  heading?: "h1" | "h2";
};

/** Nothing to show, and why, and what to do next. */
export function EmptyState({ icon, title, children, action, heading: Heading = "h2" }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-2 px-6 py-14 text-center">
      {icon && (
        <div aria-hidden className="mb-1 text-ink-3 [&_svg]:size-6">
          {icon}
        </div>
      )}
      <Heading className="text-body">
        <Sentence text={title} />
      </Heading>
      {children && <div className="max-w-md text-ink-2 text-table">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
