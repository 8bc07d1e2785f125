import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.tsx";

/** A surface with a border. `CardSection`s inside are divided by lines. */
export function Card({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("rounded-lg border border-line bg-surface", className)} {...rest} />;
}

export type CardSectionProps = { title?: ReactNode; actions?: ReactNode; className?: string; children: ReactNode };

export function CardSection({ title, actions, className, children }: CardSectionProps) {
  return (
    <section className={cn("border-line px-3.5 py-3 not-first:border-t", className)}>
      {(title || actions) && (
        <div className="mb-2 flex items-center justify-between gap-2">
          <h2 className="text-table">{title}</h2>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}
