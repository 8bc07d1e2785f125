import { formatUse, type QuotaUnit } from "#lib/core/format-quantity";
import type { TotalSums } from "#lib/summary/schemas";
import { Card } from "../ui/card.tsx";
import { Meter } from "../ui/meter.tsx";
import { Dash } from "../ui/relative-time.tsx";
import { formatAmount } from "./format-amount.ts";

export type ResourceCardProps = { name: string; unit: QuotaUnit; sums: TotalSums };

/** One resource of the whole fleet: what is there, what is requested of it, what quotas promise. */
export function ResourceCard({ name, unit, sums }: ResourceCardProps) {
  const { allocatable, requested, requestedWhereKnown, quota } = sums;
  const elsewhere = (requested ?? 0) - (requestedWhereKnown ?? 0);
  return (
    <Card className="grid content-start gap-2 px-3.5 py-3">
      <div className="flex items-baseline justify-between gap-2">
        <h2 className="text-table">{name}</h2>
        <span className="nums text-ink-3 text-small">{share(requestedWhereKnown, allocatable)}</span>
      </div>
      <div className="nums font-semibold text-stat tracking-[-0.01em]">
        {requested === undefined ? (
          <Dash reason={`Nobody knows how much ${name} is requested`} />
        ) : allocatable === undefined || requestedWhereKnown === undefined ? (
          formatAmount(unit, requested)
        ) : (
          formatUse(unit, requestedWhereKnown, allocatable)
        )}
      </div>
      {requestedWhereKnown !== undefined && allocatable !== undefined && allocatable > 0 && (
        <Meter label={`${name} requested of capacity`} value={requestedWhereKnown} max={allocatable} />
      )}
      <div className="grid gap-0.5 text-ink-2 text-small">
        {allocatable !== undefined && elsewhere > 0 && (
          <p>Plus {formatAmount(unit, elsewhere)} requested where the capacity is not known.</p>
        )}
        <p>{quota === undefined ? "No quota bounds it." : `Quotas promise ${formatAmount(unit, quota)}.`}</p>
        <p className="text-ink-3">Actual use is not measured yet.</p>
      </div>
    </Card>
  );
}

function share(part: number | undefined, whole: number | undefined): string {
  if (part === undefined || whole === undefined || whole === 0) return "requested";
  return `${Math.round((part / whole) * 100)} % requested`;
}
