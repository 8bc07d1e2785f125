import type { ReactNode } from "react";

/** A part of a detail with its heading. */
export function Section({ title, detail, children }: { title: string; detail?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <div className="mt-2 mb-1.5 flex items-baseline gap-2">
        <h2 className="text-table">{title}</h2>
        {detail && <span className="text-ink-3 text-small">{detail}</span>}
      </div>
      {children}
    </section>
  );
}
