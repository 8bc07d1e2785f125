import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDirectory } from "./lock-directory.ts";

const MODULE = join(import.meta.dirname, "lock-directory.ts");
const HOLD = `
  const { lockDirectory } = await import(${JSON.stringify(MODULE)});
  try { globalThis.unlock = await lockDirectory(process.argv[1]); console.log("held"); setInterval(() => {}, 1000); }
  catch { console.log("refused"); }`;

let dir: string;
let path: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "wheelhouse-lock-"));
  path = join(dir, "database.lock");
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(dir, { recursive: true, force: true });
});

/** Another process that tries to take the lock and says how that went. */
async function rival(): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", HOLD, path]);
  children.push(child);
  const [line] = await once(child.stdout, "data");
  return { child, said: String(line).trim() };
}

test("one holder at a time, named to the operator; free again after its release", async () => {
  const unlock = await lockDirectory(path);
  expect(await readFile(path, "utf8")).toBe(`${process.pid}\n`);
  await expect(lockDirectory(path)).rejects.toThrow(
    `The embedded database in ${dir} is in use by process ${process.pid}: stop that first.`,
  );
  expect((await rival()).said).toBe("refused");
  await unlock();
  await unlock();
  await (await lockDirectory(path))();
});

test("of several processes that start at once, one gets it, whoever was there before", async () => {
  await writeFile(path, "2147483646");
  const rivals = await Promise.all([1, 2, 3, 4].map(() => rival()));
  expect(rivals.map(({ said }) => said).sort()).toEqual(["held", "refused", "refused", "refused"]);
});

test("a holder that has not written its number yet is a holder", async () => {
  const { child } = await rival();
  await truncate(path);
  await expect(lockDirectory(path)).rejects.toThrow(
    `The embedded database in ${dir} is in use by another process: stop that first.`,
  );
  expect(child.exitCode).toBeNull();
});

test("a killed holder leaves nothing that stops the next start", async () => {
  const { child } = await rival();
  child.kill("SIGKILL");
  await once(child, "exit");
  await (await lockDirectory(path))();
});

test.each([
  ["our own, as in a container where every process is number 1", process.pid],
  ["one that another program has now", process.ppid],
])("a number left behind that is %s does not stop a start", async (_, pid) => {
  await writeFile(path, String(pid));
  await (await lockDirectory(path))();
});
