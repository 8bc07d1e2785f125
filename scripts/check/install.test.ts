import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

type Entry = {
  readonly integrity?: string;
  /** The package comes inside the one that it is listed under, whose integrity covers it. */
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Record<string, string>;
};

const ROOT = join(import.meta.dirname, "../..");
const LOCKFILES = ["package-lock.json", "scripts/bench/peers/backstage/package-lock.json"];

function read(lockfile: string): Record<string, Entry> {
  return (JSON.parse(readFileSync(join(ROOT, lockfile), "utf8")) as { packages: Record<string, Entry> }).packages;
}

test.each(LOCKFILES)("%s says of every package what its content must be", (lockfile) => {
  const unsure = Object.entries(read(lockfile)).filter(
    ([path, entry]) => path !== "" && !entry.inBundle && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? ""),
  );
  expect(unsure.map(([path]) => path)).toEqual([]);
});

test.each(LOCKFILES)("%s has the builds for other platforms, without which npm ci refuses it on all", (lockfile) => {
  const packages = read(lockfile);
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

test("no package runs a script of its own when it is installed", () => {
  expect(readFileSync(join(ROOT, ".npmrc"), "utf8").split("\n")).toContain("ignore-scripts=true");
});
