import type { ContainerRow } from "../types/container-row.ts";
import { endsOf } from "./ends-of.ts";
import type { Counted } from "./pod-problem.ts";

/** What happened longer ago is told by the number of restarts. */
const LATELY_SECONDS = 3_600;

/**
 * How often a container is known to have ended for a reason in the last hour. The window begins with the first of these
 * ends. `undefined` when none is known.
 */
export function countEnds(container: ContainerRow, reason: string, now: number): Counted | undefined {
  const lately = endsOf(container).filter(({ at }) => now - at <= LATELY_SECONDS);
  const first = lately.findIndex((end) => end.reason === reason);
  const [begin] = first < 0 ? [] : lately.slice(first);
  if (!begin) return undefined;
  const since = lately.slice(first);
  const missing = (since.at(-1)?.ordinal ?? begin.ordinal) - begin.ordinal + 1 - since.length;
  const times = since.filter((end) => end.reason === reason).length;
  return { times, window: now - begin.at, least: missing > 0 };
}
