import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { createSemaphore } from "./semaphore.ts";

test("never more than the limit at a time, in their order, whatever fails", async () => {
  const places = createSemaphore(2, 10, () => new Error("full"));
  const limited = async <T>(task: () => Promise<T>) => {
    const release = await places.acquire();
    return await task().finally(release);
  };
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const work = (item: number) => async () => {
    begun.push(item);
    running += 1;
    most = Math.max(most, running);
    await nextTurn();
    running -= 1;
    if (item % 2 === 0) throw new Error(`${item}`);
    return item;
  };
  const settled = await Promise.allSettled([1, 2, 3, 4, 5].map((item) => limited(work(item))));
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "rejected", "fulfilled"]);
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
  expect(await limited(work(7))).toBe(7);
});
