import { formatBytes, formatCount, formatCpu, type QuotaUnit } from "#lib/core/format-quantity";

/** An amount of a resource with its unit. */
export function formatAmount(unit: QuotaUnit, value: number): string {
  if (unit === "cores") return formatCpu(value);
  return unit === "bytes" ? formatBytes(value) : formatCount(value);
}
