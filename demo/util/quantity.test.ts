import { expect, it } from "vitest";
import { addQuantities, formatQuantity, parseQuantity, quantityValue } from "./quantity.ts";
import { humanDuration } from "./time.ts";

it.each([
  ["500m", 0.5],
  ["2", 2],
  ["1Gi", 2 ** 30],
  ["128Mi", 2 ** 27],
  ["1e3", 1000],
  ["1.5k", 1500],
  ["100n", 1e-7],
  ["", 0],
  ["many", 0],
])("the value of %s is %d", (text, value) => {
  expect(quantityValue(text)).toBeCloseTo(value, 12);
});

it.each([
  [["500m", "500m"], "1"],
  [["1500m", "250m"], "1750m"],
  [["1Gi", "512Mi"], "1536Mi"],
  [["0", "1Gi"], "1Gi"],
  [["4", "2"], "6"],
])("the sum of %j is %s in the canonical form", (texts, sum) => {
  const total = texts
    .map((text) => parseQuantity(text) ?? { value: 0, binary: false })
    .reduce((a, b) => addQuantities(a, b));
  expect(formatQuantity(total)).toBe(sum);
});

it.each([
  [0, "0s"],
  [119, "119s"],
  [125, "2m5s"],
  [180, "3m"],
  [3 * 3600 + 120, "3h2m"],
  [30 * 3600, "30h"],
  [3 * 86_400, "3d"],
  [400 * 86_400, "400d"],
  [800 * 86_400, "2y70d"],
])("an age of %d s is printed as %s", (seconds, text) => {
  expect(humanDuration(seconds * 1000)).toBe(text);
});
