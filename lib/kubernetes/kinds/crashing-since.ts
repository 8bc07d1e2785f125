import type { ContainerRow } from "../types/container-row.ts";
import { endsOf } from "./ends-of.ts";

/** The kubelet waits up to 5 min between two runs; one that lasted longer than this had recovered. */
const SAME_TROUBLE_SECONDS = 1_200;

/** When the present row of ends began, as far as it was seen. Epoch seconds; `undefined` when no end is known. */
export function crashingSince(container: ContainerRow): number | undefined {
  let since: number | undefined;
  for (const { at } of endsOf(container).toReversed()) {
    if (since !== undefined && since - at > SAME_TROUBLE_SECONDS) break;
    since = at;
  }
  return since;
}
