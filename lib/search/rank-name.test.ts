import { expect, test } from "vitest";
import { rankName } from "./rank-name.ts";

test.each([
  ["checkout-api", "checkout-api", 0],
  ["checkout-api", "check", 1],
  ["checkout-api", "API", 2],
  ["checkout-api", "out", 3],
  ["checkout-api", "web", undefined],
  ["checkout-api", "check api", 2],
  ["checkout-api", "check web", undefined],
  ["checkout-api", "   ", undefined],
  ["Dana Developer", "dev", 2],
  ["Dana Developer", "dana  developer", 0],
  ["dana@example.com", "exam", 2],
  ["a.b*c", "b*", 2],
  ["aaaa", "(a+)+$", undefined],
])("%s for %s ranks %s", (name, typed, rank) => {
  expect(rankName(name, typed)).toBe(rank);
});
