import { compareText } from "#lib/workloads/format";
import type { SearchHit } from "./schemas.ts";

/** A hit and how well it fits: the lower the better. */
export type Ranked = { readonly rank: number; readonly hit: SearchHit };

/** Most hits of one sort. */
const PER_KIND = 8;

/** The best fits of each sort, the sort with the best of all first; as good ones stay in the order given. */
export function bestOf(sorts: readonly (readonly Ranked[])[]): SearchHit[] {
  return sorts
    .map(fewOf)
    .toSorted((a, b) => (a[0]?.rank ?? 0) - (b[0]?.rank ?? 0))
    .flatMap((few) => few.map(({ hit }) => hit));
}

/** In an order that does not jump. */
function fewOf(found: readonly Ranked[]): Ranked[] {
  return found
    .toSorted(
      (a, b) => a.rank - b.rank || compareText(a.hit.name, b.hit.name) || compareText(a.hit.detail, b.hit.detail),
    )
    .slice(0, PER_KIND);
}
