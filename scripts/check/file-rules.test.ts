import { expect, test } from "vitest";
import { checkFile } from "./file-rules.ts";

test.each([
  ["lib/apps/x.ts", "const a = Date.now();", "clock"],
  ["components/x.tsx", "const a = new Date();", "clock"],
  ["server/x.ts", "const a = Math.random();", "clock"],
  ["e2e/x.spec.ts", "await page.waitForTimeout(5);", "tests-run"],
  ["lib/x.test.ts", `${"it"}.skip("a", () => {});`, "tests-run"],
  ["lib/x.test.ts", `${"describe"}.only("a", () => {});`, "tests-run"],
  ["app/x.tsx", `// @ts-${"ignore"}`, "suppressions"],
  ["demo/x.ts", `// ${"TO"}DO`, "left-overs"],
  ["app/(portal)/audit/filters.tsx", '"use client";', "client-files"],
  ["app/(portal)/audit/page.tsx", "'use client'", "client-files"],
  ["app/dev/components/page.tsx", '"use client";', "client-files"],
  ["lib/apps/format.ts", '"use client";', "client-files"],
])("%s: %s breaks the rule %s", (file, line, rule) => {
  expect(checkFile(file, line).join()).toContain(`: ${rule}: `);
});

test("a file of more than 300 lines is reported, one of 300 is not", () => {
  expect(checkFile("lib/x.ts", "a\n".repeat(300))).toEqual([]);
  expect(checkFile("lib/x.ts", "a\n".repeat(301))).toHaveLength(1);
});

test("the clock itself may read the time", () => {
  expect(checkFile("lib/core/clock.ts", "Date.now()")).toEqual([]);
});

test.each([
  "app/(portal)/audit/client.tsx",
  "app/global-error.tsx",
  "app/dev/components/states.tsx",
  "components/ui/field.tsx",
])('"use client" may stand in %s', (file) => {
  expect(checkFile(file, '"use client";')).toEqual([]);
});
