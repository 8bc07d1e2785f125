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
  reason: string;
};

/** Use of a whole as figures and a bar. */
export function UseCell({ label, unit, used, of, reason }: UseCellProps) {
  if (used === undefined || of === undefined) {
    return (
      <Td className="min-w-32">
        <Dash reason={reason} />
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

export const quotaUse = (unit: QuotaUnit, label: string, sums: ResourceSums): UseCellProps => ({
  label,
  unit,
  used: sums.quotaUsed,
  of: sums.quota,
  reason: "No quota on this",
});
