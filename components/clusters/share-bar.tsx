import { shareOf } from "#lib/clusters/format";
import type { Capacity } from "#lib/clusters/schemas";
import { cn } from "../ui/cn.tsx";
import { Meter } from "../ui/meter.tsx";
import { Dash } from "../ui/relative-time.tsx";

export type ShareBarProps = {
  /** Read aloud: "CPU requested". */
  label: string;
  capacity: Capacity;
  /** Why there is no figure. */
  reason: string;
  stale?: boolean;
  className?: string;
};

/** Requests against what the nodes offer: a bar and a percentage, or a dash with the reason. */
export function ShareBar({ label, capacity, reason, stale, className }: ShareBarProps) {
  const share = shareOf(capacity);
  const text = share === undefined ? undefined : `${Math.round(share * 100)} %`;
  return (
    <span className={cn("grid min-w-0 grid-cols-[minmax(0,1fr)_36px] items-center gap-2", className)}>
      {share === undefined ? (
        <span aria-hidden className="h-1.5 rounded-full bg-hover" />
      ) : (
        <Meter label={label} value={share} max={1} text={text} hotFrom={0.85} className={cn(stale && "opacity-60")} />
      )}
      <span className="nums text-right text-ink-2">{text ?? <Dash reason={reason} />}</span>
    </span>
  );
}
