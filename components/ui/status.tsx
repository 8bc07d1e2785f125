import { Clock } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

export type StatusLevel = "failing" | "degraded" | "progressing" | "unknown" | "healthy" | "idle";

/** The word for each level when the verdict gives no better one. */
export const STATUS_WORD: Record<StatusLevel, string> = {
  failing: "Failing",
  degraded: "Degraded",
  progressing: "Progressing",
  unknown: "Unknown",
  healthy: "Healthy",
  idle: "Idle",
};

const COLOUR: Record<StatusLevel, string> = {
  failing: "text-failing",
  degraded: "text-degraded",
  progressing: "text-progressing",
  unknown: "text-unknown",
  healthy: "text-healthy",
  idle: "text-unknown",
};

/** Each level has its own shape, so that it is told apart without colour. */
const SHAPE: Record<StatusLevel, ReactNode> = {
  failing: <rect x="2" y="2" width="6" height="6" rx="1.2" fill="currentColor" transform="rotate(45 5 5)" />,
  degraded: <path d="M5 .8 9.6 9H.4z" fill="currentColor" />,
  progressing: (
    <circle
      cx="5"
      cy="5"
      r="3.6"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeDasharray="16 7"
      transform="rotate(45 5 5)"
    />
  ),
  unknown: (
    <circle cx="5" cy="5" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2.2 1.9" />
  ),
  healthy: <circle cx="5" cy="5" r="4.4" fill="currentColor" />,
  idle: <rect x="1" y="4" width="8" height="2" rx="1" fill="currentColor" />,
};

export type StatusMarkProps = { level: StatusLevel; stale?: boolean; className?: string };

/** Only the shape; a word must stand beside it. */
export function StatusMark({ level, stale, className }: StatusMarkProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 10 10"
      className={cn("size-2.5 shrink-0", COLOUR[level], stale && "opacity-60", className)}
    >
      {SHAPE[level]}
    </svg>
  );
}

export type StatusProps = {
  level: StatusLevel;
  /** The verdict's label; the level's own word without it. */
  label?: string;
  /** The last thing known, not what is: washed out, with a clock. */
  stale?: boolean;
  className?: string;
};

/** A status is always shape, word and colour. */
export function Status({ level, label, stale, className }: StatusProps) {
  return (
    <span
      className={cn(
        "inline-flex min-w-0 items-center gap-1.5 font-medium text-table",
        stale ? "text-ink-3" : COLOUR[level],
        className,
      )}
    >
      <StatusMark level={level} stale={stale} />
      <span className="truncate">{label ?? STATUS_WORD[level]}</span>
      {stale && (
        <>
          <Clock aria-hidden className="size-3 shrink-0" />
          <span className="sr-only">(last known)</span>
        </>
      )}
    </span>
  );
}
