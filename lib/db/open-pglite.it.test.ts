import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openPglite } from "./open-pglite.ts";

let dir: string;
let database: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "wheelhouse-pglite-"));
  database = join(dir, "database");
});
afterEach(() => rmSync(dir, { recursive: true }));

const open = async () => (await openPglite(database)).close();

test("a first start that the disk has no room for is one sentence, and leaves nothing that breaks the next", async () => {
  const module = JSON.stringify(join(import.meta.dirname, "open-pglite.ts"));
  // A process that can write small files only, and is told so instead of killed.
  const script = `process.on("SIGXFSZ", () => {});
const { openPglite } = await import(${module});
await openPglite(${JSON.stringify(database)}).catch((error) => console.log(error.message));`;
  const limited = 'ulimit -f 32; exec "$0" --input-type=module -e "$1"';
  const { stdout } = spawnSync("sh", ["-c", limited, process.execPath, script], { encoding: "utf8" });
  expect(stdout).toMatch(/^The embedded database \S+ cannot be opened: .+\. Is there room on its disk\?\n$/);
  expect(existsSync(database)).toBe(false);
  await open();
});

test("a damaged folder is named, with what to do, and stays as it is", async () => {
  await open();
  writeFileSync(join(database, "global/pg_control"), "damaged");
  await expect(open()).rejects.toThrow(
    /^The embedded database \S+ cannot be opened: .+\. If its disk is not full, restore the folder from a copy, or remove it to begin anew\.$/,
  );
  expect(existsSync(join(database, "PG_VERSION"))).toBe(true);
});
