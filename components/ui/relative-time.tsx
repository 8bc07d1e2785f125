"use client";

import { formatAge } from "#lib/core/format-age";
import { cn } from "./cn.tsx";
import { useNow } from "./now.tsx";

const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

export type RelativeTimeProps = {
  /** Epoch seconds. Without it: a dash. */
  at: number | undefined;
  /** Why there is no time; shown on hover of the dash. */
  reason?: string;
  /** "since 4 min", "4 min ago". */
  prefix?: string;
  suffix?: string;
  className?: string;
};

/** "4 min", ticking, with the exact time on hover. */
export function RelativeTime({ at, reason = "Not known", prefix, suffix, className }: RelativeTimeProps) {
  const now = useNow();
  if (at === undefined) return <Dash reason={reason} />;
  const age = formatAge(now / 1000 - at);
  const text = age === "now" && (prefix || suffix) ? "just now" : [prefix, age, suffix].filter(Boolean).join(" ");
  return (
    // The exact time is written in the reader's time zone, which the server does not know.
    <time
      dateTime={new Date(at * 1000).toISOString()}
      title={EXACT.format(at * 1000)}
      suppressHydrationWarning
      className={cn("nums whitespace-nowrap", className)}
    >
      {text}
    </time>
  );
}

/** Not measured, not known: never a zero. The reason shows on hover. */
export function Dash({ reason }: { reason: string }) {
  return (
    <span title={reason} className="text-ink-3">
      <span aria-hidden>–</span>
      <span className="sr-only">{reason}</span>
    </span>
  );
}
