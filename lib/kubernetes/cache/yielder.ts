import { setImmediate } from "node:timers/promises";
import type { Clock } from "#lib/core/clock";

const SLICE_MS = 8;

/**
 * Returns a function to call between small pieces of work: once a slice of 8 ms is used up it gives a promise that
 * lets every other task of the process run first, else nothing.
 */
export function createYielder(clock: Clock): () => Promise<void> | undefined {
  let sliceStart = clock.monotonic();
  return () => {
    if (clock.monotonic() - sliceStart < SLICE_MS) return undefined;
    return setImmediate().then(() => {
      sliceStart = clock.monotonic();
    });
  };
}
