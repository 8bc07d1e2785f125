import type { ReactNode } from "react";
import { cn } from "./cn.tsx";
import { StatusMark } from "./status.tsx";

export type BannerTone = "degraded" | "failing" | "info";

const TONE: Record<BannerTone, string> = {
  degraded: "bg-degraded-soft",
  failing: "bg-failing-soft",
  info: "bg-progressing-soft",
};

const MARK = { degraded: "degraded", failing: "failing", info: "progressing" } as const;

export type BannerProps = { tone?: BannerTone; action?: ReactNode; className?: string; children: ReactNode };

/** A slim line above a list or a detail: partial data, a cluster that is silent, a credential that ends soon. */
export function Banner({ tone = "degraded", action, className, children }: BannerProps) {
  return (
    <div role="status" className={cn("flex gap-2.5 rounded-md px-2.5 py-1.5 text-table", TONE[tone], className)}>
      <StatusMark level={MARK[tone]} className="mt-[5px]" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
