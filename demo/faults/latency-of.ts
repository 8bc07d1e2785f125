import type { SeededRandom } from "../random/seeded-random.ts";
import type { Fault } from "./fault.ts";

/** Milliseconds that one request is held back. */
export function latencyOf({ ms, jitterMs = 0 }: Extract<Fault, { kind: "latency" }>, random: SeededRandom): number {
  return ms + random.int(0, jitterMs);
}
