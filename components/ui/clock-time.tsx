"use client";

import { cn } from "./cn.tsx";
import { useNow } from "./now.tsx";

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const DAY_SECONDS = 86_400;

/** The time of day of something in the last 24 hours, else its date. */
export function Clock({ at, className }: { at: number; className?: string }) {
  const now = useNow();
  const format = now / 1000 - at < DAY_SECONDS ? TIME : DAY;
  return (
    // The reader's time zone is not the server's.
    <time
      dateTime={new Date(at * 1000).toISOString()}
      title={EXACT.format(at * 1000)}
      suppressHydrationWarning
      className={cn("nums whitespace-nowrap", className)}
    >
      {format.format(at * 1000)}
    </time>
  );
}
