import type { CacheState, CacheStatus } from "../types/fleet.ts";

/** Worst first, for the badge of several caches together. */
const ORDER: readonly CacheState[] = ["stale", "starting", "live", "forbidden", "unsupported"];

/**
 * The state of several caches as one. What is stale or not there yet shows; what is forbidden or not served only
 * where nothing else is: it is no question of freshness.
 */
export function combineStatus(parts: readonly CacheStatus[]): CacheStatus {
  const [first, ...rest] = parts;
  if (!first) return { state: "starting", asOf: undefined, reason: undefined, message: undefined, count: 0 };
  let worst = first;
  for (const part of rest) if (isWorse(part, worst)) worst = part;
  const dated = parts.filter((part) => part.state === "live" || part.state === "stale");
  const times = dated.map((part) => part.asOf).filter((time) => time !== undefined);
  return {
    state: worst.state,
    asOf: times.length > 0 && times.length === dated.length ? Math.min(...times) : undefined,
    reason: worst.reason,
    message: worst.message,
    count: parts.reduce((sum, part) => sum + part.count, 0),
  };
}

/** Among equals the one that can say why. */
function isWorse(a: CacheStatus, b: CacheStatus): boolean {
  const difference = ORDER.indexOf(a.state) - ORDER.indexOf(b.state);
  return difference < 0 || (difference === 0 && a.reason !== undefined && b.reason === undefined);
}
