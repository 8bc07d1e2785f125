import type { Context } from "#lib/context";
import type { NarrowedScope } from "./narrow-scope.ts";
import { type PartState, type Place, readPart } from "./read-part.ts";
import type { PodDetail } from "./schemas.ts";

/** What the pods of a namespace use at present, by the name of the pod, and why there may be no figure. */
export function readPodUse(
  ctx: Context,
  narrowed: Pick<NarrowedScope, "scope">,
  place: Place,
): { state: PartState; usageOf: (pod: string) => PodDetail["used"] } {
  const { state, rows } = readPart(ctx, narrowed, "PodMetrics", place);
  const byPod = new Map(rows.map((row) => [row.name, row]));
  const usageOf = (pod: string) => {
    const { cpu, memory } = byPod.get(pod) ?? {};
    return cpu === undefined || memory === undefined ? undefined : { cpu, memory };
  };
  return { state, usageOf };
}
