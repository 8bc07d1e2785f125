import { describe, expect, it } from "vitest";
import { describeEnd, presetEnd, splitNamespaces } from "./format.ts";

const NOW = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;

describe("the form of a grant", () => {
  it("takes namespaces however they are separated, each once", () => {
    expect(splitNamespaces(" pay-*, search\n search,,\tml-* ")).toEqual(["pay-*", "search", "ml-*"]);
    expect(splitNamespaces("  ")).toEqual([]);
  });

  it("counts presets from now, and knows no end", () => {
    expect(presetEnd("7d", NOW)).toBe(NOW + 7 * DAY);
    expect(presetEnd("8h", NOW)).toBe(NOW + 8 * 3_600_000);
    expect(presetEnd("none", NOW)).toBeUndefined();
  });
});

describe("describeEnd", () => {
  it.each([
    [{}, "no end"],
    [{ expiresAt: NOW + 2.5 * DAY }, "in 2 days"],
    [{ expiresAt: NOW + 1.9 * DAY }, "in 45 h"],
    [{ expiresAt: NOW + 3_600_000 }, "in 1 h"],
    [{ expiresAt: NOW - 3 * DAY }, "ended 3 days ago"],
    [{ expiresAt: NOW + DAY, revokedAt: NOW - 2000 }, "revoked just now"],
  ])("%j reads %s", (grant, text) => expect(describeEnd(grant, NOW)).toBe(text));
});
