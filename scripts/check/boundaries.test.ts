import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const run = promisify(execFile);

/** One forbidden import per rule: importing file, what it imports. */
const VIOLATIONS: Record<string, readonly [from: string, to: string]> = {
  "no-cycles": ["lib/core/a.ts", "lib/core/b.ts"],
  "screens-know-no-storage": ["app/(portal)/page.tsx", "lib/db/open.ts"],
  "client-code-knows-only-shapes": ["components/ui/button.tsx", "lib/apps/list-apps.ts"],
  "cluster-client-is-a-leaf": ["lib/kubernetes/cache/store.ts", "lib/access/decide.ts"],
  "database-is-a-leaf": ["lib/db/client.ts", "lib/access/decide.ts"],
  "core-is-a-leaf": ["lib/core/clock.ts", "lib/access/decide.ts"],
  "domains-do-not-call-each-other": ["lib/teams/add-member.ts", "lib/grants/create-grant.ts"],
  "lib-knows-no-screens": ["lib/teams/show.ts", "components/ui/button.tsx"],
  "product-knows-no-tests": ["server/main.ts", "demo/main.ts"],
  "demo-knows-no-product": ["demo/server.ts", "lib/access/decide.ts"],
  "no-unresolvable": ["lib/teams/lost.ts", "lib/teams/nowhere.ts"],
  "no-development-dependencies": ["lib/teams/dev.ts", "vitest"],
};

/** The ways in which an import can be written. Each file here breaks `screens-know-no-storage`. */
const WAYS: Record<string, string> = {
  "app/by-alias.tsx": 'import { open } from "#lib/db/opened";\nexport const x = open;\n',
  "app/for-a-type.tsx": 'import type { Open } from "#lib/db/opened";\nexport const x: Open = 1;\n',
  "app/later.tsx": 'export const x = () => import("#lib/db/opened");\n',
  "app/passed-on.tsx": 'export { open } from "../lib/db/opened.ts";\n',
};

let root: string;
const violated = new Map<string, Set<string>>();

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text, { flag: "a" });
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "wheelhouse-boundaries-"));
  for (const file of ["package.json", ".dependency-cruiser.js"]) cpSync(join(ROOT, file), join(root, file));
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  for (const [rule, [from, to]] of Object.entries(VIOLATIONS)) {
    const isFile = /\.tsx?$/.test(to);
    const target = !isFile ? to : `${"../".repeat(from.split("/").length - 1)}${to}`;
    write(from, `import "${target}";\nexport const ${rule.replaceAll("-", "_")}_from = 1;\n`);
    if (isFile && rule !== "no-unresolvable") write(to, `export const ${rule.replaceAll("-", "_")}_to = 1;\n`);
  }
  write("lib/core/b.ts", 'import "./a.ts";\n');
  write("lib/db/opened.ts", "export const open = 1;\nexport type Open = number;\n");
  for (const [file, text] of Object.entries(WAYS)) write(file, text);
  const cruise = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const args = [
    cruise,
    "--config",
    ".dependency-cruiser.js",
    "-T",
    "json",
    "app",
    "components",
    "lib",
    "server",
    "demo",
  ];
  const { stdout } = await run(process.execPath, args, { cwd: root, maxBuffer: 1e8 }).catch((error) => error);
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  for (const { from, rule } of summary.violations) {
    violated.set(rule.name, (violated.get(rule.name) ?? new Set()).add(from));
  }
});
afterAll(() => rmSync(root, { recursive: true }));

test.each(Object.entries(VIOLATIONS))("the rule %s catches its violation", (rule, [from]) => {
  expect(violated.get(rule) ?? new Set()).toContain(from);
});

test.each(Object.keys(WAYS))("an import is seen however it is written: %s", (file) => {
  expect(violated.get("screens-know-no-storage")).toContain(file);
});

test("every rule has a violation here", async () => {
  const config: { default: { forbidden: { name: string }[] } } = await import(join(ROOT, ".dependency-cruiser.js"));
  expect(config.default.forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(VIOLATIONS).sort());
});
