import { expect, test } from "vitest";
import { seededRandom } from "../random/seeded-random.ts";
import { latencyOf } from "./latency-of.ts";

const many = (seed: string, jitterMs: number | undefined) => {
  const random = seededRandom(seed);
  return Array.from({ length: 200 }, () => latencyOf({ kind: "latency", ms: 40, jitterMs }, random));
};

test("latency lies between its base and its jitter, and is the same in every run of one seed", () => {
  const times = many("fleet", 20);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(40);
  expect(Math.max(...times)).toBeLessThanOrEqual(60);
  expect(new Set(times).size).toBeGreaterThan(10);
  expect(many("fleet", 20)).toEqual(times);
  expect(many("another fleet", 20)).not.toEqual(times);
  expect(new Set(many("fleet", undefined))).toEqual(new Set([40]));
});
