import { formatUse, type QuotaUnit } from "#lib/core/format-quantity";
import type { ResourceSums } from "#lib/summary/schemas";
import { Meter } from "../ui/meter.tsx";
import { Dash } from "../ui/relative-time.tsx";
import { Td } from "../ui/table.tsx";
import { formatAmount } from "./format-amount.ts";

export type AmountCellProps = { unit: QuotaUnit; value: number | undefined; reason: string };

/** An amount, or a dash with the reason why nobody knows it. */
export function AmountCell({ unit, value, reason }: AmountCellProps) {
  return (
    <Td numeric className="whitespace-nowrap">
      {value === undefined ? <Dash reason={reason} /> : formatAmount(unit, value)}
    </Td>
  );
}

export type UseCellProps = {
  label: string;
  unit: QuotaUnit;
  used: number | undefined;
  of: number | undefined;
  /** Why there are no figures. */
  reason: string;
  /** Why there is no whole, where that is not said elsewhere. */
  wholeReason?: string;
};

/** A part of a whole as figures and a bar; the part alone, without a bar, where nobody knows the whole. */
export function UseCell({ label, unit, used, of, reason, wholeReason }: UseCellProps) {
  if (used === undefined) {
    return (
      <Td className="min-w-32">
        <Dash reason={reason} />
      </Td>
    );
  }
  if (of === undefined) {
    return (
      <Td className="min-w-36 whitespace-nowrap text-small">
        <span className="nums">{formatAmount(unit, used)}</span>
        {wholeReason && <span className="block text-ink-3">{wholeReason}</span>}
      </Td>
    );
  }
  const text = formatUse(unit, used, of);
  return (
    <Td className="min-w-36">
      <span className="grid gap-1">
        <span className="nums whitespace-nowrap text-small">{text}</span>
        <Meter label={label} value={used} max={of} text={text} className="h-1" />
      </span>
    </Td>
  );
}

/** What a quota counts as used: requests, whatever really runs. */
export const quotaUse = (unit: QuotaUnit, label: string, sums: ResourceSums): UseCellProps => ({
  label,
  unit,
  used: sums.quotaUsed,
  of: sums.quota,
  reason: "No quota on this",
});
