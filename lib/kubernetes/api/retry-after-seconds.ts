/** A server that asks for more is asked again after this long: a day of silence would look like a dead cluster. */
const MOST_SECONDS = 60;

/**
 * Seconds of a `Retry-After` header or of `Status.details.retryAfterSeconds`, at most 60. Undefined for anything but a
 * whole number, which is what API servers write.
 */
export function retryAfterSeconds(given: unknown): number | undefined {
  const seconds = typeof given === "string" && /^\d+$/.test(given) ? Number(given) : given;
  if (typeof seconds !== "number" || seconds < 0 || !Number.isInteger(seconds)) return undefined;
  return Math.min(seconds, MOST_SECONDS);
}
