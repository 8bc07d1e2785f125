import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashFiles } from "./hash-files.ts";
import { runCommand } from "./run-command.ts";

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
 * Builds the pages when anything they are made of changed.
 * @throws an Error with the tool's own words when it fails
 */
export async function build(root: string): Promise<"built" | "unchanged"> {
  const hash = hashFiles(root, INPUTS);
  const mark = join(root, ".next/wheelhouse-hash");
  if (existsSync(mark) && readFileSync(mark, "utf8") === hash) return "unchanged";
  const next = join(root, "node_modules/next/dist/bin/next");
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" as const };
  const done = await runCommand(process.execPath, [next, "build"], { cwd: root, env });
  if (done.code !== 0) throw new Error(`The pages could not be built:\n${done.output}`);
  writeFileSync(mark, hash);
  return "built";
}
