import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { mapBounded } from "./map-bounded.ts";

test("never more than the limit at a time, and results in the order of the items", async () => {
  let running = 0;
  let most = 0;
  const work = async (turns: number) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < turns; turn += 1) await nextTurn();
    running -= 1;
    return turns;
  };
  expect(await mapBounded([5, 1, 4, 2, 3], 2, work)).toEqual([5, 1, 4, 2, 3]);
  expect(most).toBe(2);
  expect(await mapBounded([], 2, work)).toEqual([]);
});

test("after an error nothing further is begun", async () => {
  const begun: number[] = [];
  const work = async (item: number) => {
    begun.push(item);
    await nextTurn();
    if (item === 2) throw new Error("two");
    await nextTurn();
  };
  await expect(mapBounded([1, 2, 3, 4, 5], 2, work)).rejects.toThrow("two");
  await nextTurn();
  expect(begun).toEqual([1, 2]);
});
