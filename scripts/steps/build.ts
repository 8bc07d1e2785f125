import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashFiles } from "./hash-files.ts";
import { plainEnvironment } from "./plain-environment.ts";
import { runCommand } from "./run-command.ts";
import { withLock } from "./with-lock.mjs";

const INPUTS = [
  "app/**/*.*",
  "components/**/!(*.test).{ts,tsx}",
  "lib/**/!(*.test).ts",
  "prisma/schema/*.prisma",
  "public/**/*.*",
  "*.config.{js,mjs,ts}",
  "package-lock.json",
  "tsconfig.json",
];

/**
 * Builds the pages when anything they are made of changed, one build at a time.
 * @throws an Error with the tool's own words when it fails
 */
export function build(root: string): Promise<"built" | "unchanged"> {
  return withLock(root, "build", () => buildChanged(root));
}

async function buildChanged(root: string): Promise<"built" | "unchanged"> {
  const hash = hashFiles(root, INPUTS);
  const mark = join(root, ".next/wheelhouse-hash");
  if (existsSync(mark) && readFileSync(mark, "utf8") === hash) return "unchanged";
  // A build that does not end leaves something of both, which no mark may call finished.
  rmSync(mark, { force: true });
  const next = join(root, "node_modules/next/dist/bin/next");
  const env = { ...plainEnvironment(), NEXT_TELEMETRY_DISABLED: "1" };
  const done = await runCommand(process.execPath, [next, "build"], { cwd: root, env });
  if (done.code !== 0) throw new Error(`The pages could not be built:\n${done.output}`);
  writeFileSync(mark, hash);
  return "built";
}
