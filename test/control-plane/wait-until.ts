import { setTimeout as sleep } from "node:timers/promises";

type WaitOptions = { readonly timeoutMs?: number; readonly everyMs?: number };

/** Why asking again is in vain: ends a wait at once. */
export class Hopeless extends Error {}

/**
 * Asks again until the answer is neither false nor undefined, and returns it. The default leaves time for two control
 * planes that start on two cores.
 * @throws Error naming what was waited for, with the last error, when time runs out; `Hopeless` as soon as it is thrown
 */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T | false | undefined>,
  { timeoutMs = 90_000, everyMs = 100 }: WaitOptions = {},
): Promise<T> {
  const end = performance.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== false && answer !== undefined) return answer;
      last = undefined;
    } catch (error) {
      if (error instanceof Hopeless) throw error;
      last = error;
    }
    if (performance.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}`, { cause: last });
    await sleep(everyMs);
  }
}
