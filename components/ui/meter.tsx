import { cn } from "./cn.tsx";

export type MeterProps = {
  /** Read aloud: "CPU requested". */
  label: string;
  value: number;
  /** The whole: a limit, a quota, a capacity. */
  max: number;
  /** A second mark on the bar, for example the request below the limit. */
  mark?: number;
  /** Text of the figures, read aloud: "38.2 of 48 cores". */
  text?: string;
  /** From this share of `max` on the bar is amber. */
  hotFrom?: number;
  className?: string;
};

/** Use against a request or a limit as a bar. Drawn as SVG: figures need no inline style. */
export function Meter({ label, value, max, mark, text, hotFrom = 0.9, className }: MeterProps) {
  const share = max > 0 ? value / max : value > 0 ? 1 : 0;
  const width = Math.min(100, Math.max(0, share * 100));
  const hot = share >= hotFrom;
  return (
    <svg
      role="img"
      aria-label={`${label}: ${text ?? `${Math.round(share * 100)} %`}`}
      className={cn("block h-1.5 w-full overflow-hidden rounded-full", className)}
      preserveAspectRatio="none"
      viewBox="0 0 100 6"
    >
      <rect width="100" height="6" className="fill-hover" />
      <rect width={width} height="6" className={hot ? "fill-degraded" : "fill-c1"} />
      {mark !== undefined && max > 0 && (
        <rect x={Math.min(99, (mark / max) * 100)} width="0.8" height="6" className="fill-ink-2" />
      )}
    </svg>
  );
}
