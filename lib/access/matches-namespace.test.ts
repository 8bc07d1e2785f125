import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesNamespace } from "./matches-namespace.ts";

describe("namespace patterns", () => {
  test.each([
    ["team-a", "team-a", true],
    ["team-a", "team-ab", false],
    ["team-a", "xteam-a", false],
    ["team-*", "team-a", true],
    ["team-*", "team-", true],
    ["team-*", "my-team-a", false],
    ["*-prod", "shop-prod", true],
    ["*-prod", "shop-prod-2", false],
    ["a*b*c", "aXbYc", true],
    ["a*b*c", "acb", false],
    ["*", "anything", true],
    ["**", "anything", true],
    ["*", "", false],
    ["", "a", false],
    ["", "", false],
    ["a.c", "abc", false],
    ["[ab]", "a", false],
    ["a+", "aa", false],
    ["TEAM-A", "team-a", false],
  ])("%s on %s: %s", (pattern, namespace, fits) => expect(matchesNamespace(pattern, namespace)).toBe(fits));

  test("means the same as the anchored regular expression", () => {
    const letters = fc.constantFrom("a", "b", "-", "*");
    const pattern = fc.array(letters, { maxLength: 8 }).map((parts) => parts.join(""));
    const name = fc
      .array(fc.constantFrom("a", "b", "-"), { minLength: 1, maxLength: 10 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(pattern, name, (text, namespace) => {
        const reference = new RegExp(`^${text.replaceAll(/\*+/g, ".*")}$`).test(namespace);
        expect(matchesNamespace(text, namespace)).toBe(reference);
      }),
      { numRuns: 5_000 },
    );
  });

  test("looks at no more than |pattern| × |name| characters, whatever the pattern (H162)", () => {
    const pattern = `${"*a".repeat(31)}b`;
    const name = "a".repeat(63);
    let reads = 0;
    const counted = new Proxy(Object(name), {
      get: (target, key) => {
        if (key === "length") return name.length;
        reads++;
        return target[key];
      },
    }) as string;
    expect(matchesNamespace(pattern, counted)).toBe(false);
    expect(reads).toBeLessThan(pattern.length * name.length);
  });
});
