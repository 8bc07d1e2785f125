import { formatUse, type QuotaUnit } from "#lib/core/format-quantity";
import type { ResourceSums } from "#lib/summary/schemas";
import { Card } from "../ui/card.tsx";
import { Meter } from "../ui/meter.tsx";
import { Dash } from "../ui/relative-time.tsx";
import { formatAmount } from "./format-amount.ts";

export type ResourceCardProps = { name: string; unit: QuotaUnit; sums: ResourceSums };

/** One resource of the whole fleet: what is there, what is requested, what quotas promise. */
export function ResourceCard({ name, unit, sums }: ResourceCardProps) {
  const { allocatable, requested, quota } = sums;
  return (
    <Card className="grid content-start gap-2 px-3.5 py-3">
      <div className="flex items-baseline justify-between gap-2">
        <h2 className="text-table">{name}</h2>
        <span className="nums text-ink-3 text-small">{share(requested, allocatable) ?? "share not known"}</span>
      </div>
      <div className="nums font-semibold text-stat tracking-[-0.01em]">
        {requested === undefined ? (
          <Dash reason={`Nobody knows how much ${name} is requested`} />
        ) : allocatable === undefined ? (
          formatAmount(unit, requested)
        ) : (
          formatUse(unit, requested, allocatable)
        )}
      </div>
      {requested !== undefined && allocatable !== undefined && allocatable > 0 && (
        <Meter label={`${name} requested of capacity`} value={requested} max={allocatable} />
      )}
      <p className="text-ink-2 text-small">
        {quota === undefined ? "No quota bounds it." : `Quotas promise ${formatAmount(unit, quota)}.`}
      </p>
    </Card>
  );
}

function share(part: number | undefined, whole: number | undefined): string | undefined {
  if (part === undefined || whole === undefined || whole === 0) return undefined;
  return `${Math.round((part / whole) * 100)} % requested`;
}
