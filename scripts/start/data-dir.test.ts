import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dataDir } from "./data-dir.ts";

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "wheelhouse-data-"));
});
afterEach(() => rmSync(base, { recursive: true }));

const demo = (fresh: boolean) => dataDir(base, { kubeconfig: undefined, fresh });
const own = (fresh: boolean) => dataDir(base, { kubeconfig: "config", fresh });
/** An inventory with a database whose lock names this process. */
function lockedBy(dir: string, pid: number): void {
  writeFileSync(join(dir, "database.lock"), `${pid}\nmore that another version writes\n`);
  writeFileSync(join(dir, "secrets.json"), "{}");
}

test("a fresh start forgets its own inventory and no other", () => {
  for (const dir of [demo(false), own(false)]) writeFileSync(join(dir, "secrets.json"), "{}");
  expect(existsSync(join(demo(true), "secrets.json"))).toBe(false);
  expect(existsSync(join(own(false), "secrets.json"))).toBe(true);
});

test("a fresh start does not pull the database from under a running instance, and names it", () => {
  lockedBy(demo(false), process.pid);
  expect(() => demo(true)).toThrow(new RegExp(`^--fresh: process ${process.pid} uses the database in .*stop it first`));
  expect(existsSync(join(demo(false), "secrets.json"))).toBe(true);
});

test("the lock of a process that is gone stops no fresh start", () => {
  // Process ids end far below this.
  lockedBy(demo(false), 999_999_999);
  expect(existsSync(join(demo(true), "secrets.json"))).toBe(false);
});
