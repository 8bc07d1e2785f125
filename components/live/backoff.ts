import type { Random } from "#lib/core/random";

const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * How long to wait before the next try: doubling, with full jitter, so that a thousand browsers do not come back in
 * the same second.
 */
export function reconnectDelay(attempt: number, random: Random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(ceiling * (0.5 + random() / 2));
}
