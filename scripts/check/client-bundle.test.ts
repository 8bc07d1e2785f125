import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MARKERS, scanClientBundle } from "./client-bundle.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "wheelhouse-bundle-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function plant(text: string): void {
  mkdirSync(join(root, ".next/static/chunks"), { recursive: true });
  writeFileSync(join(root, ".next/static/chunks/a.js"), `var a=1;${text}`);
}

test.each(MARKERS)("server code is found by %s", (marker) => {
  plant(`x("${marker}")`);
  expect(scanClientBundle(root).map((problem) => problem.marker)).toContain(marker);
});

test("a clean bundle passes", () => {
  plant("");
  expect(scanClientBundle(root)).toEqual([]);
});

test("no build is not a clean build", () => {
  expect(() => scanClientBundle(root)).toThrow("no build");
});
