import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

export type BadgeTone = "neutral" | "accent" | "healthy" | "progressing" | "degraded" | "failing";

const TONE: Record<BadgeTone, string> = {
  neutral: "bg-hover text-ink-2",
  accent: "bg-accent-soft text-accent",
  healthy: "bg-healthy-soft text-healthy",
  progressing: "bg-progressing-soft text-progressing",
  degraded: "bg-degraded-soft text-degraded",
  failing: "bg-failing-soft text-failing",
};

/** A short word about a thing: a role, a kind, an environment. Status colours only for status. */
export function Badge({ tone = "neutral", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={cn(
        "nums inline-flex h-[18px] items-center whitespace-nowrap rounded-sm px-1.5 font-medium text-micro",
        TONE[tone],
      )}
    >
      {children}
    </span>
  );
}
