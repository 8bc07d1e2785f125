import type { Context } from "#lib/context";
import { isUseOf } from "#lib/kubernetes/kinds/is-use-of";
import type { PodRow } from "#lib/kubernetes/types/rows";
import type { NarrowedScope } from "./narrow-scope.ts";
import { type PartState, type Place, readPart } from "./read-part.ts";
import type { PodDetail } from "./schemas.ts";

/** What the pods of a namespace use at present, and why there may be no figure. */
export function readPodUse(
  ctx: Context,
  narrowed: Pick<NarrowedScope, "scope">,
  place: Place,
): { state: PartState; usageOf: (pod: PodRow) => PodDetail["used"] } {
  const { state, rows } = readPart(ctx, narrowed, "PodMetrics", place);
  const byPod = new Map(rows.map((row) => [row.name, row]));
  const usageOf = (pod: PodRow) => {
    const row = byPod.get(pod.name);
    if (row?.cpu === undefined || row.memory === undefined || !isUseOf(row, pod)) return undefined;
    return { cpu: row.cpu, memory: row.memory };
  };
  return { state, usageOf };
}
