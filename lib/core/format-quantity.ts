const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** At most three digits, two after the point, without trailing zeros, with thousands separators: 1,204 · 38.2 · 0.19. */
function short(value: number): string {
  if (value >= 100) return value.toLocaleString("en-US", { maximumFractionDigits: 0 });
  return value.toLocaleString("en-US", value < 1 ? { maximumFractionDigits: 2 } : { maximumSignificantDigits: 3 });
}

/** Bytes in binary units, as Kubernetes counts memory: "256 MiB". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < BYTE_UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${short(value)} ${BYTE_UNITS[unit]}`;
}

/** Millicores as people order them: "250m" below one core, "1.5 cores" from there on. */
export function formatCpu(millicores: number): string {
  if (millicores === 0) return "0 cores";
  if (Math.abs(millicores) < 1000) return `${short(millicores)}m`;
  return `${short(millicores / 1000)} ${millicores === 1000 ? "core" : "cores"}`;
}

/** A whole number with thousands separators. */
export function formatCount(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

export type QuotaUnit = "cores" | "bytes" | "count";

/**
 * Used of hard, both in one unit: "38.2 of 48 cores", "121 of 160 GiB", "903 of 1,152 GiB", "4 of 4". `cores` are
 * millicores.
 */
export function formatUse(unit: QuotaUnit, used: number, hard: number): string {
  if (unit === "count") return `${formatCount(used)} of ${formatCount(hard)}`;
  if (unit === "cores") return `${short(used / 1000)} of ${short(hard / 1000)} ${hard === 1000 ? "core" : "cores"}`;
  const power = BYTE_UNITS.indexOf(formatBytes(hard).split(" ")[1] ?? "B");
  // The smaller unit where the larger one would write both as fractions: 0.882 of 1.13 TiB.
  const step = power > 0 && used < 1024 ** power && !Number.isInteger(hard / 1024 ** power) ? power - 1 : power;
  return `${short(used / 1024 ** step)} of ${short(hard / 1024 ** step)} ${BYTE_UNITS[step]}`;
}
