import type { ReactNode } from "react";
import { cn } from "../ui/cn.tsx";

/** The content of a page; `aside` stands on the right on wide screens and below on others. */
export function Page({ aside, children }: { aside?: ReactNode; children: ReactNode }) {
  return (
    <div
      className={cn(
        "px-4 py-[18px] sm:px-5",
        aside !== undefined && "grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_316px]",
      )}
    >
      <div className="min-w-0">{children}</div>
      {aside !== undefined && <aside className="min-w-0">{aside}</aside>}
    </div>
  );
}
