import { setTimeout as sleep } from "node:timers/promises";

type WaitOptions = { readonly timeoutMs?: number; readonly everyMs?: number };

/**
 * Asks again until the answer is neither false nor undefined, and returns it.
 * @throws Error naming what was waited for, with the last error, when time runs out
 */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T | false | undefined>,
  { timeoutMs = 30_000, everyMs = 100 }: WaitOptions = {},
): Promise<T> {
  const end = performance.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== false && answer !== undefined) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}`, { cause: last });
    await sleep(everyMs);
  }
}
