import type { QuotaUnit } from "#lib/core/format-quantity";
import { formatUse } from "#lib/core/format-quantity";
import { coverageOfPods, formatShare } from "#lib/summary/format";
import type { MeasuredPods, ResourceSums } from "#lib/summary/schemas";
import { formatAmount } from "./format-amount.ts";

/** One figure of a resource: words, and a bar where it is a part of something. */
export type SumsLine = {
  readonly label: string;
  /** Undefined: nobody knows it, for this reason. */
  readonly text: string | undefined;
  readonly reason: string;
  readonly bar?: { readonly value: number; readonly max: number; readonly hotFrom?: number };
  /** Said below, where the figure is not of everything. */
  readonly note?: string | undefined;
  readonly title?: string | undefined;
};

/**
 * What is requested, of the whole where there is one.
 * @param reason why nobody knows it
 * @param note why there is no whole, where that is not said elsewhere
 */
export function requestedLine(unit: QuotaUnit, sums: ResourceSums, reason: string, note?: string): SumsLine {
  const { requested, allocatable } = sums;
  const line = { label: "requested", reason };
  if (requested === undefined) return { ...line, text: undefined };
  if (allocatable === undefined) return { ...line, text: formatAmount(unit, requested), note };
  return { ...line, text: formatUse(unit, requested, allocatable), bar: { value: requested, max: allocatable } };
}

export type Measuring = {
  readonly measuredPods?: MeasuredPods | undefined;
  /** Why there is no figure. */
  readonly reason: string;
  /** It is the last figure known. */
  readonly stale?: boolean;
};

/** What is really used, as a part of what the measured pods request. */
export function usedLine(unit: QuotaUnit, sums: ResourceSums, { measuredPods, reason, stale }: Measuring): SumsLine {
  const { used, requestedWhereMeasured: requested = 0 } = sums;
  const line = { label: "used", reason };
  if (used === undefined) return { ...line, text: undefined, note: reason };
  const share = formatShare(used, requested);
  const amount = formatAmount(unit, used);
  const coverage = measuredPods && coverageOfPods(measuredPods);
  return {
    ...line,
    text: share === undefined ? amount : `${amount}, ${share}`,
    title: share && `${share} of what these pods request`,
    note: [coverage && `${coverage} measured`, stale && "as last measured"].filter(Boolean).join(", ") || undefined,
    // Beyond what was asked for, others may have to give way.
    ...(requested > 0 ? { bar: { value: used, max: requested, hotFrom: 1.001 } } : {}),
  };
}

/** What quotas count as used, which is requests. */
export function quotaLine(unit: QuotaUnit, sums: ResourceSums, quotasKnown: boolean): SumsLine {
  const { quota, quotaUsed = 0 } = sums;
  const reason = quotasKnown ? "No quota on this" : "Quotas could not be listed";
  if (quota === undefined) return { label: "quota", text: undefined, reason };
  const note = quotasKnown ? undefined : "not all quotas known";
  return {
    label: "quota",
    text: formatUse(unit, quotaUsed, quota),
    reason,
    note,
    bar: { value: quotaUsed, max: quota },
  };
}
