import type { QuotaUnit } from "#lib/core/format-quantity";

/** The columns of the tables, and whether the metrics API knows what is used of each. */
export const RESOURCES = [
  { key: "cpu", name: "CPU", unit: "cores", measurable: true },
  { key: "memory", name: "Memory", unit: "bytes", measurable: true },
  { key: "gpu", name: "GPUs", unit: "count", measurable: false },
] as const satisfies readonly { key: string; name: string; unit: QuotaUnit; measurable: boolean }[];
