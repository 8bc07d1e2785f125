import { cn } from "./cn.tsx";

/** A grey block in the shape of what will stand here. Appears only after 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className="appear-late block">
      <span className={cn("block animate-pulse-soft rounded-sm bg-hover", className ?? "h-4 w-full")} />
    </span>
  );
}
