import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { localPasswordFile } from "./local-password.ts";
import { localSecrets } from "./local-secrets.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "wheelhouse-atomic-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Calls a function of a module in a process that can open files and write nothing into them. */
function callOnFullDisk(module: string, name: string): void {
  const url = JSON.stringify(join(import.meta.dirname, module));
  const script = `const { ${name} } = await import(${url}); await ${name}(${JSON.stringify(dir)}); console.log("done");`;
  const limited = 'ulimit -c 0; ulimit -f 0; exec "$0" --input-type=module -e "$1"';
  const { stdout } = spawnSync("sh", ["-c", limited, process.execPath, script], { encoding: "utf8" });
  expect(stdout).toBe("");
}

test("secrets that did not fit on the disk are made at the next start", () => {
  callOnFullDisk("local-secrets.ts", "localSecrets");
  expect(localSecrets(dir).WHEELHOUSE_SESSION_SECRET).toHaveLength(64);
});

test("a password that did not fit on the disk is made at the next start", () => {
  callOnFullDisk("local-password.ts", "localPasswordFile");
  expect(readFileSync(localPasswordFile(dir), "utf8")).toMatch(/^\S{20,}$/);
});
