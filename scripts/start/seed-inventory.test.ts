import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { seededBefore, seedInventory } from "./seed-inventory.ts";

let root: string;
let dir: string;
let kubeconfig: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "wheelhouse-seed-"));
  dir = join(root, "own");
  kubeconfig = join(root, "kubeconfig");
  for (const folder of ["own/database", "prisma/seed"]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(kubeconfig, "token: hush-1");
  seedThat(`const file = process.argv[process.argv.indexOf("--password-file") + 1];
console.warn("(node:1) Warning: of no concern");
console.log(JSON.stringify({ progress: "1 of 1 contexts" }));
console.log(JSON.stringify({ accounts: "operator " + readFileSync(file, "utf8") }));`);
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

/** A seed that does this instead. */
function seedThat(does: string): void {
  writeFileSync(join(root, "prisma/seed/main.ts"), `import { readFileSync } from "node:fs";\n${does}`);
}
const source = (allowExecPlugins = false) => ({ demo: undefined, kubeconfig, allowExecPlugins });
const seed = (from = source()) => seedInventory(root, dir, process.env, from);

test("what a kubeconfig holds is not written beside the inventory", async () => {
  await seed();
  expect(readFileSync(join(dir, "seeded.json"), "utf8")).not.toContain("hush-1");
});

test("a second start with the same file seeds nothing and prints the same account", async () => {
  const accounts = await seed();
  expect(accounts).toMatch(/^operator \S{20,}$/);
  expect(seededBefore(root, dir, source())).toBe(accounts);
});

test("a changed file is read again, and the password printed first is printed again", async () => {
  const accounts = await seed();
  writeFileSync(kubeconfig, "token: hush-2");
  expect(seededBefore(root, dir, source())).toBeUndefined();
  expect(await seed()).toBe(accounts);
});

test("a file whose plugins may run from now on is read again", async () => {
  await seed();
  expect(seededBefore(root, dir, source(true))).toBeUndefined();
});

test("an account that was made before the start was interrupted keeps its password", async () => {
  seedThat(`console.error("interrupted"); process.exit(1);`);
  await expect(seed()).rejects.toThrow(/^interrupted$/);
  const file = join(dir, "operator-password");
  const kept = readFileSync(file, "utf8");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  seedThat(`console.log(JSON.stringify({ accounts: "the same" }));`);
  await seed();
  expect(readFileSync(file, "utf8")).toBe(kept);
});

test("a seed that fails is heard by its own sentence, without what it had answered", async () => {
  seedThat(`console.log(JSON.stringify({ progress: "3 of 9 contexts" })); console.error("no room"); process.exit(1);`);
  await expect(seed()).rejects.toThrow(/^no room$/);
});
