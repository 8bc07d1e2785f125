import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const run = promisify(execFile);

/** Forbidden imports, at least one for each rule: the rule, the importing file, what it imports. */
const VIOLATIONS: readonly [rule: string, from: string, to: string][] = [
  ["no-cycles", "lib/core/a.ts", "lib/core/b.ts"],
  ["screens-know-no-storage", "app/(portal)/page.tsx", "lib/db/open.ts"],
  ["client-code-knows-only-shapes", "components/ui/button.tsx", "lib/apps/list-apps.ts"],
  ["client-code-knows-only-shapes", "components/ui/badge.tsx", "server/live.ts"],
  ["client-code-knows-only-shapes", "app/(portal)/apps/client.tsx", "lib/apps/get-home.ts"],
  ["client-code-knows-only-shapes", "app/(portal)/error.tsx", "lib/audit/record-audit.ts"],
  ["client-code-knows-only-shapes", "app/dev/components/controls.tsx", "lib/runtime.ts"],
  ["cluster-client-is-a-leaf", "lib/kubernetes/cache/store.ts", "lib/access/decide.ts"],
  ["cluster-client-is-a-leaf", "lib/kubernetes/api/get-object.ts", "lib/grants/create-grant.ts"],
  ["database-is-a-leaf", "lib/db/client.ts", "lib/access/decide.ts"],
  ["database-is-a-leaf", "lib/db/migrate.ts", "lib/grants/create-grant.ts"],
  ["core-is-a-leaf", "lib/core/clock.ts", "lib/access/decide.ts"],
  ["core-is-a-leaf", "lib/core/env.ts", "lib/grants/create-grant.ts"],
  ["infrastructure-knows-no-domain", "lib/access/engine.ts", "lib/grants/create-grant.ts"],
  ["infrastructure-knows-no-domain", "lib/auth/sign-in.ts", "lib/users/create-user.ts"],
  ["infrastructure-knows-no-domain", "lib/http/contract.ts", "lib/me/get-me.ts"],
  ["infrastructure-knows-no-domain", "lib/audit/append-event.ts", "lib/teams/find-team.ts"],
  ["infrastructure-knows-no-domain", "lib/credentials/envelope.ts", "lib/clusters/find-cluster.ts"],
  ["infrastructure-knows-no-domain", "lib/access/scope-of.ts", "lib/live-views.ts"],
  ["domains-do-not-call-each-other", "lib/teams/add-member.ts", "lib/grants/create-grant.ts"],
  ["domains-do-not-call-each-other", "lib/live/read-view.ts", "lib/grants/create-grant.ts"],
  ["domains-do-not-meet-at-the-top", "lib/teams/get-team.ts", "lib/live-views.ts"],
  ["domains-do-not-meet-at-the-top", "lib/workloads/get-workload.ts", "lib/everything.ts"],
  ["the-shared-top-composes-nothing", "lib/context.ts", "lib/grants/create-grant.ts"],
  ["the-shared-top-composes-nothing", "lib/publish-change.ts", "lib/live-views.ts"],
  ["lib-knows-no-screens", "lib/teams/show.ts", "components/ui/button.tsx"],
  ["product-knows-no-tests", "server/main.ts", "demo/main.ts"],
  ["product-knows-no-tests", "lib/grants/list-grants.ts", "lib/access/testing.ts"],
  ["product-knows-no-tests", "lib/teams/list-teams.ts", "lib/access/testing-world.ts"],
  ["product-knows-no-tests", "lib/kubernetes/open-fleet.ts", "lib/kubernetes/testing/objects.ts"],
  ["product-knows-no-tests", "app/(portal)/teams/page.tsx", "lib/teams/teams.it.test.ts"],
  ["demo-knows-no-product", "demo/server.ts", "lib/access/decide.ts"],
  ["no-unresolvable", "lib/teams/lost.ts", "lib/teams/nowhere.ts"],
  ["no-development-dependencies", "lib/teams/dev.ts", "vitest"],
];

/** Code of the server that client code reaches through a file which it may import. Each text is that file's. */
const DETOURS: Record<string, { readonly by: string; readonly text: string }> = {
  "components/apps/home.tsx": { by: "lib/summary/queries.ts", text: 'import "./get-summary.ts";\n' },
  "app/(portal)/clusters/client.tsx": {
    by: "app/(portal)/clusters/search-params.ts",
    text: 'export { verify } from "#lib/search/search";\n',
  },
};

/** The ways in which an import can be written. Each file here breaks `screens-know-no-storage`. */
const WAYS: Record<string, string> = {
  "app/by-alias.tsx": 'import { open } from "#lib/db/opened";\nexport const x = open;\n',
  "app/for-a-type.tsx": 'import type { Open } from "#lib/db/opened";\nexport const x: Open = 1;\n',
  "app/later.tsx": 'export const x = () => import("#lib/db/opened");\n',
  "app/passed-on.tsx": 'export { open } from "../lib/db/opened.ts";\n',
};

type Violation = { readonly from: string; readonly to: string; readonly rule: { readonly name: string } };

let root: string;
/** By rule, `from -> to`. */
const violated = new Map<string, Set<string>>();

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text, { flag: "a" });
}

function pathFrom(file: string, to: string): string {
  return `${"../".repeat(file.split("/").length - 1)}${to}`;
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "wheelhouse-boundaries-"));
  for (const file of ["package.json", ".dependency-cruiser.js", "scripts/check/client-files.ts"]) {
    cpSync(join(ROOT, file), join(root, file));
  }
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  for (const [rule, from, to] of VIOLATIONS) {
    const isFile = /\.tsx?$/.test(to);
    write(from, `import "${isFile ? pathFrom(from, to) : to}";\n`);
    if (isFile && rule !== "no-unresolvable") write(to, "");
  }
  for (const [from, { by, text }] of Object.entries(DETOURS)) {
    write(from, `import "${pathFrom(from, by)}";\n`);
    write(by, text);
  }
  for (const file of ["lib/summary/get-summary.ts", "lib/search/search.ts"]) write(file, "export const verify = 1;\n");
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
  const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[] } };
  for (const { from, to, rule } of summary.violations) {
    violated.set(rule.name, (violated.get(rule.name) ?? new Set()).add(`${from} -> ${to}`));
  }
});
afterAll(() => rmSync(root, { recursive: true }));

test.each(VIOLATIONS)("the rule %s: %s does not import %s", (rule, from, to) => {
  const found = [...(violated.get(rule) ?? [])];
  // What cannot be resolved, and a package, is named as it was written or as it was found.
  const target = rule.startsWith("no-") ? "" : to;
  expect(found.filter((violation) => violation.startsWith(`${from} -> ${target}`))).not.toEqual([]);
});

test.each(Object.keys(DETOURS))("client code reaches no verb by a detour: %s", (from) => {
  const reached = [...(violated.get("client-code-knows-only-shapes") ?? [])].filter((one) => one.startsWith(from));
  expect(reached).toEqual([expect.stringMatching(/ -> lib\/(summary\/get-summary|search\/search)\.ts$/)]);
});

test.each(Object.keys(WAYS))("an import is seen however it is written: %s", (file) => {
  expect(violated.get("screens-know-no-storage")).toContain(`${file} -> lib/db/opened.ts`);
});

test("every rule has a violation here", async () => {
  const config: { default: { forbidden: { name: string }[] } } = await import(join(ROOT, ".dependency-cruiser.js"));
  const planted = new Set(VIOLATIONS.map(([rule]) => rule));
  expect(config.default.forbidden.map(({ name }) => name).sort()).toEqual([...planted].sort());
});
