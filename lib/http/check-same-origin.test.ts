import { describe, expect, test } from "vitest";
import { checkSameOrigin } from "./check-same-origin.ts";

const allows = (headers: Record<string, string>, own?: string) => {
  try {
    checkSameOrigin(new Headers({ host: "localhost:3000", ...headers }), own);
    return true;
  } catch {
    return false;
  }
};

describe("an unsafe request", () => {
  test("passes from our own page", () => {
    const own = { "x-wheelhouse": "1", "sec-fetch-site": "same-origin", origin: "http://localhost:3000" };
    expect(allows(own)).toBe(true);
    expect(allows({ ...own, origin: "https://portal.example.com" }, "https://portal.example.com")).toBe(true);
  });

  test("passes from a program that sends our header and no browser's", () => {
    expect(allows({ "x-wheelhouse": "1" })).toBe(true);
  });

  test.each([
    ["no header of ours", { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" }],
    ["a sibling site", { "x-wheelhouse": "1", "sec-fetch-site": "same-site" }],
    ["another site", { "x-wheelhouse": "1", "sec-fetch-site": "cross-site" }],
    ["the address bar", { "x-wheelhouse": "1", "sec-fetch-site": "none" }],
    ["another origin", { "x-wheelhouse": "1", origin: "https://evil.example" }],
    ["another port", { "x-wheelhouse": "1", origin: "http://localhost:3001" }],
    ["a null origin", { "x-wheelhouse": "1", origin: "null" }],
    ["a longer name", { "x-wheelhouse": "1", origin: "http://localhost:3000.evil.example" }],
  ])("is refused from %s", (_, headers) => {
    expect(allows(headers)).toBe(false);
  });

  test("is refused from the Host it claims when the public address is another", () => {
    const headers = { "x-wheelhouse": "1", origin: "http://localhost:3000" };
    expect(allows(headers, "https://portal.example.com")).toBe(false);
  });
});
