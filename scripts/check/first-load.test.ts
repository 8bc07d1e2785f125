import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BUDGET_BYTES, overBudget, weighPages } from "./first-load.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "wheelhouse-first-load-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, content: string | Buffer): void {
  const path = join(root, ".next", file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function page(key: string, entryJSFiles: Record<string, string[]>): void {
  const script = `globalThis.__RSC_MANIFEST = globalThis.__RSC_MANIFEST || {};
globalThis.__RSC_MANIFEST[${JSON.stringify(key)}] = ${JSON.stringify({ entryJSFiles })};`;
  write(`server/app${key}_client-reference-manifest.js`, script);
}

/** Random bytes do not compress. */
function chunk(name: string, bytes: number): string {
  write(`static/${name}.js`, randomBytes(bytes));
  return `static/${name}.js`;
}

test("a page weighs the runtime, its layouts and itself, each chunk once", () => {
  const runtime = chunk("runtime", 10_000);
  const layout = chunk("layout", 20_000);
  const own = chunk("own", 30_000);
  chunk("fetched-later", 90_000);
  write("build-manifest.json", JSON.stringify({ rootMainFiles: [runtime] }));
  page("/(portal)/apps/page", { "[project]/app/layout": [layout], "[project]/app/apps/page": [layout, own] });
  const [apps, ...others] = weighPages(root);
  expect(others).toEqual([]);
  expect(apps).toMatchObject({ page: "/apps", files: 3 });
  expect(apps?.bytes).toBeGreaterThan(60_000);
  expect(apps?.bytes).toBeLessThan(61_000);
});

test("a page that is too heavy is named", () => {
  write("build-manifest.json", JSON.stringify({ rootMainFiles: [] }));
  page("/(portal)/page", { a: [chunk("light", 1_000)] });
  page("/heavy/page", { a: [chunk("heavy", BUDGET_BYTES)] });
  expect(overBudget(weighPages(root))).toEqual([expect.stringMatching(/^\/heavy loads 220\.\d KB/)]);
});

test("no build is not a light build", () => {
  expect(() => weighPages(root)).toThrow("no build");
});
