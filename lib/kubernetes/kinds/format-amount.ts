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

const BYTES = /(^memory|storage)$|^hugepages-/;

/**
 * Amounts of a quota's resource, given in the units of the rows (millicores, bytes, pieces), for people who compare
 * them: all in cores, in pieces, or in the unit that suits the first that is not zero: "8 GiB", "0.25 GiB".
 */
export function formatTogether(resource: string, amounts: readonly number[]): string[] {
  const name = resource.replace(/^(requests|limits)\./, "");
  if (name === "cpu") return amounts.map((amount) => String(amount / 1000));
  if (!BYTES.test(name)) return amounts.map(String);
  const suits = amounts.find((amount) => amount !== 0) ?? 1;
  const unit = Math.min(Math.floor(Math.log2(Math.abs(suits)) / 10), UNITS.length - 1);
  return amounts.map((amount) => `${round(amount / 1024 ** unit)} ${UNITS[unit]}B`);
}

/** Two digits after the point; of what is smaller than those, the first digit that is not zero. */
function round(value: number): string {
  const digits = value < 0.1 ? { maximumSignificantDigits: 1 } : { maximumFractionDigits: 2 };
  return value.toLocaleString("en-US", { ...digits, useGrouping: false });
}
