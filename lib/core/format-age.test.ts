import { expect, test } from "vitest";
import { formatAge } from "./format-age.ts";

test.each([
  [-5, "now"],
  [0, "now"],
  [9.9, "now"],
  [10, "10 s"],
  [59.9, "59 s"],
  [60, "1 min"],
  [3599, "59 min"],
  [3600, "1 h"],
  [86_399, "23 h"],
  [86_400, "1 d"],
  [59 * 86_400, "59 d"],
  [60 * 86_400, "2 mo"],
  [364 * 86_400, "12 mo"],
  [730 * 86_400, "2 y"],
])("%d seconds are shown as %s, in the largest whole unit", (seconds, text) => {
  expect(formatAge(seconds)).toBe(text);
});
