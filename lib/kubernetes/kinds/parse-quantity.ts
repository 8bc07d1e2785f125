/** Decimal suffixes as powers of ten; binary ones as powers of two. */
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

const QUANTITY = /^([+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30}))(?:[eE]([+-]?\d{1,3})|([KMGTPE]i|[numkMGTPE]?))$/;

/**
 * A Kubernetes quantity as a number of base units (cores, bytes, pieces).
 * Grammar: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 * `scale` shifts the decimal point before the conversion, so that `scale: 3` gives thousandths without rounding noise.
 * @returns undefined for anything that is not a quantity.
 */
export function parseQuantity(value: unknown, scale = 0): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? shift(String(value), scale) : undefined;
  if (typeof value !== "string" || value.length > 64) return undefined;
  const match = QUANTITY.exec(value);
  if (!match) return undefined;
  const [, digits = "", exponent, suffix = ""] = match;
  if (exponent !== undefined) return finite(shift(digits, Number(exponent) + scale));
  const binary = Object.hasOwn(BINARY, suffix) ? BINARY[suffix] : undefined;
  if (binary !== undefined) return finite(shift(digits, scale) * 2 ** binary);
  return finite(shift(digits, (DECIMAL[suffix] ?? 0) + scale));
}

/** Moves the decimal point in the text, where it is exact. */
function shift(digits: string, exponent: number): number {
  const already = /^(.*)e([+-]?\d+)$/.exec(digits);
  if (already) return Number(`${already[1]}e${Number(already[2]) + exponent}`);
  return Number(`${digits}e${exponent}`);
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** CPU in millicores, rounded up as the API server does. */
export function parseCpu(value: unknown): number | undefined {
  return roundUp(parseQuantity(value, 3));
}

/** Memory, storage or a count of pieces, rounded up to whole units. */
export function parseAmount(value: unknown): number | undefined {
  return roundUp(parseQuantity(value));
}

/** `-0` and fractions away from zero, as `Quantity.Value()` rounds. */
function roundUp(value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  return (value < 0 ? Math.floor(value) : Math.ceil(value)) + 0;
}
