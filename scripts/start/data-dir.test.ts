import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDirectory } from "#lib/db/lock-directory";
import { dataDir } from "./data-dir.ts";

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "wheelhouse-data-"));
});
afterEach(() => rmSync(base, { recursive: true }));

const demo = (fresh: boolean) => dataDir(base, { kubeconfig: undefined, fresh });
const own = (fresh: boolean) => dataDir(base, { kubeconfig: "config", fresh });

test("a fresh start forgets its own inventory and no other", async () => {
  for (const dir of [await demo(false), await own(false)]) writeFileSync(join(dir, "secrets.json"), "{}");
  expect(existsSync(join(await demo(true), "secrets.json"))).toBe(false);
  expect(existsSync(join(await own(false), "secrets.json"))).toBe(true);
});

test("a fresh start does not pull the database from under a running instance, and names it", async () => {
  const dir = await demo(false);
  writeFileSync(join(dir, "secrets.json"), "{}");
  const release = await lockDirectory(join(dir, "database.lock"));
  const sentence = `The embedded database in ${dir} is in use by process ${process.pid}: stop that first.`;
  await expect(demo(true)).rejects.toThrow(sentence);
  expect(existsSync(join(dir, "secrets.json"))).toBe(true);
  await release();
  expect(existsSync(join(await demo(true), "secrets.json"))).toBe(false);
});

test("what a killed instance left stops no fresh start, even if another program has its number now", async () => {
  const dir = await demo(false);
  writeFileSync(join(dir, "database.lock"), `${process.pid}\n`);
  await demo(true);
  expect(readdirSync(dir)).toEqual([]);
});
