import { formatUse, type QuotaUnit } from "#lib/core/format-quantity";
import { coverageOfPods, formatShare } from "#lib/summary/format";
import type { MeasuredPods, TotalSums } from "#lib/summary/schemas";
import { Card } from "../ui/card.tsx";
import { Meter } from "../ui/meter.tsx";
import { Dash } from "../ui/relative-time.tsx";
import { formatAmount } from "./format-amount.ts";

export type ResourceCardProps = {
  name: string;
  unit: QuotaUnit;
  sums: TotalSums;
  measuredPods: MeasuredPods;
  /** False: the metrics API does not know what is used of it, in no cluster. */
  measurable: boolean;
  quotasKnown: boolean;
  /** The use of some clusters is the last one known. */
  useStale: boolean;
};

/** One resource of the whole fleet: what is there, what is requested and used of it, what quotas promise. */
export function ResourceCard({ name, unit, sums, measuredPods, measurable, quotasKnown, useStale }: ResourceCardProps) {
  const { allocatable, requested, requestedWhereKnown, quota } = sums;
  const elsewhere = (requested ?? 0) - (requestedWhereKnown ?? 0);
  const share = allocatable === undefined ? undefined : formatShare(requestedWhereKnown, allocatable);
  return (
    <Card className="grid content-start gap-2 px-3.5 py-3">
      <div className="flex items-baseline justify-between gap-2">
        <h2 className="text-table">{name}</h2>
        <span className="nums text-ink-3 text-small">{share === undefined ? "requested" : `${share} requested`}</span>
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
        <p>{quotaSentence(unit, quota, quotasKnown)}</p>
        {measurable ? (
          <Used name={name} unit={unit} sums={sums} measuredPods={measuredPods} useStale={useStale} />
        ) : (
          <p className="text-ink-3">The metrics API does not measure {name}.</p>
        )}
      </div>
    </Card>
  );
}

type UsedProps = Pick<ResourceCardProps, "name" | "unit" | "sums" | "measuredPods" | "useStale">;

function Used({ name, unit, sums, measuredPods, useStale }: UsedProps) {
  const { used, requestedWhereMeasured } = sums;
  if (used === undefined) return <p className="text-ink-3">How much of it is used is not measured.</p>;
  const share = requestedWhereMeasured === undefined ? undefined : formatShare(used, requestedWhereMeasured);
  const pods = coverageOfPods(measuredPods);
  return (
    <div className="mt-1 grid gap-1 border-line border-t pt-2">
      <p>
        <span className="nums">{formatAmount(unit, used)}</span>{" "}
        {useStale ? "used, in part as last measured" : "used now"}
        {share && `, ${share} of requests`}.{pods && ` ${pods} are measured.`}
      </p>
      {requestedWhereMeasured !== undefined && requestedWhereMeasured > 0 && (
        <Meter label={`${name} used of requested`} value={used} max={requestedWhereMeasured} hotFrom={1.001} />
      )}
    </div>
  );
}

function quotaSentence(unit: QuotaUnit, quota: number | undefined, quotasKnown: boolean): string {
  if (quota !== undefined)
    return `Quotas promise ${formatAmount(unit, quota)}${quotasKnown ? "" : " where they are known"}.`;
  return quotasKnown ? "No quota bounds it." : "Quotas are not known everywhere.";
}
