import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeNextPath } from "./safe-next-path.ts";

describe("where to go after signing in (H149)", () => {
  test.each([
    ["/", "/"],
    ["/clusters/edge?sort=name#pods", "/clusters/edge?sort=name#pods"],
    ["/apps?next=https://example.com", "/apps?next=https://example.com"],
    ["/a/../b", "/b"],
  ])("%s stays", (next, expected) => expect(safeNextPath(next)).toBe(expected));

  test.each([
    undefined,
    null,
    "",
    "evil",
    "//evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "https:evil.example",
    "https://evil.example",
    "%2f%2fevil.example",
    "/%2fevil.example",
    "/%5cevil.example",
    "/%252fevil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    `/${"a".repeat(3_000)}`,
  ])("%s becomes /", (next) => expect(safeNextPath(next)).toBe("/"));

  test("whatever it is given, a browser stays on the portal", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      "%2f",
      "%5C",
      "//",
      "..",
      ".",
      "evil.example",
      "http:",
      "\t",
      "?",
      "#",
      "@",
      "a",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 8 }).map((parts) => `/${parts.join("")}`),
    );
    fc.assert(
      fc.property(text, (next) => {
        const path = safeNextPath(next);
        const url = new URL(path, "https://portal.example");
        expect(url.origin).toBe("https://portal.example");
        expect(path.startsWith("/") && !path.startsWith("//")).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
