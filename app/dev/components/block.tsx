import type { ReactNode } from "react";

/** One part of the gallery. */
export function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-line border-t py-5" aria-label={title}>
      <h2 className="mb-3 text-table">{title}</h2>
      <div className="flex flex-wrap items-start gap-3">{children}</div>
    </section>
  );
}
