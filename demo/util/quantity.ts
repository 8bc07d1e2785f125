/** A resource quantity (k8s.io/apimachinery/pkg/api/resource): a number in base units and how it was written. */
export type Quantity = { value: number; binary: boolean };

const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const DECIMAL = ["", "k", "M", "G", "T", "P", "E"];
const PATTERN = /^([+-]?[0-9.]+)(?:([eE][+-]?[0-9]+)|(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E))?$/;

const scaleOf = (suffix: string): number => {
  const binary = BINARY.indexOf(suffix);
  if (suffix !== "" && binary > 0) return 1024 ** binary;
  if (suffix === "m") return 1e-3;
  if (suffix === "u") return 1e-6;
  if (suffix === "n") return 1e-9;
  return 1000 ** Math.max(0, DECIMAL.indexOf(suffix));
};

export function parseQuantity(input: unknown): Quantity | undefined {
  const match = PATTERN.exec(String(input ?? ""));
  if (!match) return undefined;
  const [, digits, exponent, suffix = ""] = match;
  const value = Number(digits) * (exponent ? Number(`1${exponent}`) : scaleOf(suffix));
  return Number.isFinite(value) ? { value, binary: suffix.endsWith("i") } : undefined;
}

/** The number in base units (cores, bytes, pieces); 0 for what is no quantity. */
export function quantityValue(input: unknown): number {
  return parseQuantity(input)?.value ?? 0;
}

/** The canonical text: the largest suffix that leaves a whole number. */
export function formatQuantity({ value, binary }: Quantity): string {
  if (value === 0) return "0";
  const milli = Math.round(value * 1000);
  if (milli % 1000 !== 0) return Math.abs(milli) < 1 ? `${Math.round(value * 1e9)}n` : `${milli}m`;
  const whole = milli / 1000;
  const [base, suffixes] = binary ? [1024, BINARY] : [1000, DECIMAL];
  let rest = whole;
  let step = 0;
  while (step < suffixes.length - 1 && rest % base === 0) {
    rest /= base;
    step += 1;
  }
  return `${rest}${suffixes[step]}`;
}

export function addQuantities(a: Quantity | undefined, b: Quantity): Quantity {
  return a ? { value: a.value + b.value, binary: a.value === 0 ? b.binary : a.binary } : b;
}
