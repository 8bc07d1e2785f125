import type { Clock } from "#lib/core/clock";
import type { ColdListLimiter } from "./cold-list-limiter.ts";
import type { Pager } from "./pager.ts";
import type { GenerationSink } from "./reflector.ts";
import { createYielder } from "./yielder.ts";

export type GenerationReading = {
  readonly pager: Pager;
  readonly limiter: ColdListLimiter;
  /** Turn among cold lists; lower first. */
  readonly priority: () => number;
  readonly clock: Clock;
};

/**
 * Reads a whole list page by page into a writer, which the caller commits. Waits for its turn among the cold lists and
 * lets other tasks go on in between.
 * @returns the resource version of the list, where it has one
 * @throws KubeError, or the signal's reason when it aborts
 */
export async function readGeneration(
  { pager, limiter, priority, clock }: GenerationReading,
  writer: Pick<GenerationSink, "put">,
  signal: AbortSignal,
): Promise<string | undefined> {
  const permit = await limiter.acquire(priority(), signal);
  const rest = createYielder(clock);
  try {
    let resourceVersion: string | undefined;
    for await (const page of pager.pages(signal)) {
      permit.progress();
      for (const item of page.items) {
        writer.put(item);
        await rest();
      }
      ({ resourceVersion } = page);
    }
    signal.throwIfAborted();
    return resourceVersion;
  } finally {
    permit.release();
  }
}
