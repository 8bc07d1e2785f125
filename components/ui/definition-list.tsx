import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

export type Definition = { term: string; value: ReactNode };

/** Facts as name and value. */
export function DefinitionList({ items, className }: { items: readonly Definition[]; className?: string }) {
  return (
    <dl
      className={cn("grid grid-cols-[minmax(84px,auto)_1fr] gap-x-3 gap-y-1 text-[12.5px] leading-[18px]", className)}
    >
      {items.map((item) => (
        <div key={item.term} className="contents">
          <dt className="text-ink-2">{item.term}</dt>
          <dd className="min-w-0">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
