import { expect, test } from "vitest";
import { fitItem, foundWords } from "./fit-item.ts";

const HIT = "gpu-west Production cluster/0198";
const found = (text: string, at = 0) => foundWords({ text, at });

test("what the server found for the text stays, though the item does not show why: a cluster by its display name", () => {
  expect(fitItem(HIT, "Frankfurt ", found("Frankfurt"))).toBe(1);
  expect(fitItem("checkout-api Deployment · eu-prod / pay", "eu-prod check", found("eu-prod check"))).toBe(1);
});

test("what it found is in its order, before all that is not of it", () => {
  const last = fitItem(HIT, "g", found("g", 55));
  expect(last).toBeLessThan(fitItem("zz g", "g", found("g", 54)));
  expect(last).toBeGreaterThan(fitItem("Go to Apps", "apps"));
});

test("what it found for another text is compared by its own, until the answer is there", () => {
  expect(fitItem(HIT, "sign out", found("gpu"))).toBe(0);
  expect(fitItem(HIT, "gpu-w", found("gpu"))).toBeGreaterThan(0);
});

test("pages and actions are compared by their text", () => {
  expect(fitItem("Theme Dark", "theme dark")).toBeGreaterThan(0);
  expect(fitItem("Sign out", "theme")).toBe(0);
});
