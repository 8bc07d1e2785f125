import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "./with-lock.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "wheelhouse-lock-"));
});
afterEach(() => rmSync(root, { recursive: true }));

test("two installs at once run one after the other", async () => {
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await nextTurn();
    running -= 1;
  };
  await Promise.all([withLock(root, "install", work), withLock(root, "install", work)]);
  expect(most).toBe(1);
});

test("the lock is given back, also by an install that fails", async () => {
  await expect(withLock(root, "install", () => Promise.reject(new Error("no network")))).rejects.toThrow("no network");
  expect(existsSync(join(root, ".wheelhouse/install.lock"))).toBe(false);
});

test("the lock of a process that is gone counts as free", async () => {
  mkdirSync(join(root, ".wheelhouse"));
  // Process ids end far below this.
  writeFileSync(join(root, ".wheelhouse/install.lock"), "999999999");
  expect(await withLock(root, "install", async () => "installed")).toBe("installed");
});

test("two kinds of work do not wait for each other", async () => {
  expect(await withLock(root, "build", () => withLock(root, "install", async () => "both"))).toBe("both");
});

test("a lock that did not fit on the disk does not hold up the next command", async () => {
  mkdirSync(join(root, ".wheelhouse"));
  const module = JSON.stringify(join(import.meta.dirname, "with-lock.mjs"));
  // A process that can open files and write nothing into them, and is told so instead of killed.
  const script = `process.on("SIGXFSZ", () => {});
const { withLock } = await import(${module});
await withLock(${JSON.stringify(root)}, "install", async () => {});`;
  const limited = 'ulimit -f 0; exec "$0" --input-type=module -e "$1"';
  const { status } = spawnSync("sh", ["-c", limited, process.execPath, script]);
  expect(status).not.toBe(0);
  expect(existsSync(join(root, ".wheelhouse/install.lock"))).toBe(false);
});
