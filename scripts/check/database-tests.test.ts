import { globSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import config from "../../vitest.config.ts";
import { reachedFiles } from "./reached-files.ts";

const ROOT = join(import.meta.dirname, "../..");
/** The one place where tests get a database of either kind. */
const OPENS_DATABASE = "test/open-test-database.ts";

test("every integration test that opens a test database runs on PostgreSQL too", () => {
  const tests = globSync("{app,components,lib,server,demo,prisma,scripts,test}/**/*.it.test.ts", { cwd: ROOT });
  const onDatabase = tests.filter((file) => reachedFiles(ROOT, file).has(OPENS_DATABASE));
  expect(onDatabase).toContain("server/route-matrix.it.test.ts");
  const onPostgres = testsOnPostgres();
  expect(onDatabase.filter((file) => !onPostgres.includes(file))).toEqual([]);
});

function testsOnPostgres(): readonly string[] {
  for (const project of config.test?.projects ?? []) {
    if (typeof project !== "object" || !("test" in project)) continue;
    if (project.test?.name === "integration-postgres") return project.test.include ?? [];
  }
  throw new Error("There is no project named integration-postgres.");
}
