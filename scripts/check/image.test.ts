import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { reachedFiles } from "./reached-files.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

/** The image that runs: what follows the last FROM, one instruction per line. */
const STAGE = read("Dockerfile")
  .replaceAll(/\\\n\s*/g, " ")
  .split(/^FROM .*$/m)
  .at(-1) as string;

/** Files and folders that the image has at the place where the checkout has them. */
const COPIED = [...STAGE.matchAll(/^COPY --from=build (.+) (\S+)$/gm)].flatMap(([, sources = "", target = ""]) =>
  sources
    .split(" ")
    .map((source) => posix.relative("/wheelhouse", source))
    .filter((path) => posix.normalize(target.endsWith("/") ? `${target}${posix.basename(path)}` : target) === path),
);

/** Settings that a composed installation does not pass on, and why. */
const NOT_PASSED: Record<string, string> = {
  WHEELHOUSE_KUBECONFIG: "the file of somebody who runs Wheelhouse on their own machine",
  WHEELHOUSE_ALLOW_EXEC_PLUGINS: "the image has none of the programs that such a file names",
  WHEELHOUSE_DEV_PAGES: "pages for those who build Wheelhouse, and for its tests",
};

test.each(["server/main.ts", "server/create-platform-engineer.ts", "next.config.js"])(
  "the image has every file that %s runs",
  (entry) => {
    const missing = [...reachedFiles(ROOT, entry)].filter((file) => !isCopied(file));
    expect(missing).toEqual([]);
  },
);

test("the image has what is read without an import", () => {
  for (const path of ["package.json", "node_modules", ".next", "prisma/migrations"]) expect(COPIED).toContain(path);
});

test("docker compose passes every setting on that the image does not fix", () => {
  const settings = [...read("lib/core/env.ts").matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name = ""]) => name);
  expect(settings).toContain("WHEELHOUSE_SESSION_SECRET");
  const fixed = [...STAGE.matchAll(/^ENV (.+)$/gm)].flatMap(([, line = ""]) => line.match(/\b[A-Z_]+(?==)/g) ?? []);
  const compose = parse(read("docker-compose.yml")) as {
    services: { wheelhouse: { environment: Record<string, string> } };
  };
  const passed = Object.keys(compose.services.wheelhouse.environment);
  const known = [...passed, ...fixed, ...Object.keys(NOT_PASSED)];
  expect(settings.filter((name) => !known.includes(name))).toEqual([]);
  expect(passed.filter((name) => !settings.includes(name))).toEqual([]);
});

function isCopied(file: string): boolean {
  return COPIED.some((path) => file === path || file.startsWith(`${path}/`));
}
