import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { build } from "./build.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "wheelhouse-build-"));
  mkdirSync(join(root, "node_modules/next/dist/bin"), { recursive: true });
  writeFileSync(join(root, "tsconfig.json"), "{}");
  next("");
});
afterEach(() => rmSync(root, { recursive: true }));

/** A builder that notes that it ran, then does this. */
function next(then: string): void {
  const script = `const fs = require("node:fs");
fs.mkdirSync(".next", { recursive: true });
fs.appendFileSync("runs", "x");
${then}`;
  writeFileSync(join(root, "node_modules/next/dist/bin/next"), script);
}
const runs = () => readFileSync(join(root, "runs"), "utf8").length;

test("what has been built is not built again until it changes", async () => {
  expect(await build(root)).toBe("built");
  expect(await build(root)).toBe("unchanged");
  writeFileSync(join(root, "tsconfig.json"), "{ }");
  expect(await build(root)).toBe("built");
});

test("a build that did not end is not taken for the one before it", async () => {
  await build(root);
  next("process.exit(1);");
  writeFileSync(join(root, "tsconfig.json"), "{ }");
  await expect(build(root)).rejects.toThrow("The pages could not be built");
  next("");
  writeFileSync(join(root, "tsconfig.json"), "{}");
  expect(await build(root)).toBe("built");
});

test("two builds at once become one", async () => {
  expect((await Promise.all([build(root), build(root)])).toSorted()).toEqual(["built", "unchanged"]);
  expect(runs()).toBe(1);
  expect(existsSync(join(root, ".wheelhouse/build.lock"))).toBe(false);
});
