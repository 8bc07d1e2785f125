const UNITS = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"] as const;

/** Bytes as Kubernetes writes them: "256Mi", "1.5Gi", "1000". */
export function formatBytes(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (Math.abs(amount) >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit++;
  }
  const rounded = Math.round(amount * 10) / 10;
  return `${rounded}${UNITS[unit]}`;
}

/** Millicores as Kubernetes writes them: "500m", "4", "2500m". */
export function formatCpu(millicores: number): string {
  return millicores % 1000 === 0 ? String(millicores / 1000) : `${millicores}m`;
}

/** An amount of a quota's resource, in the units of the rows (millicores, bytes, pieces). */
export function formatResource(resource: string, amount: number): string {
  const name = resource.replace(/^(requests|limits)\./, "");
  if (name === "cpu") return formatCpu(amount);
  if (name === "memory" || name === "ephemeral-storage" || name.endsWith("storage")) return formatBytes(amount);
  return String(amount);
}
