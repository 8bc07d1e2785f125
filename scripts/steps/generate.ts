import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashFiles } from "./hash-files.ts";
import { runCommand } from "./run-command.ts";
import { withLock } from "./with-lock.mjs";

/**
 * Generates the Prisma client when its schema changed, one process at a time.
 * @throws an Error with the tool's own words when it fails
 */
export function generate(root: string): Promise<"generated" | "unchanged"> {
  return withLock(root, "generate", () => generateChanged(root));
}

async function generateChanged(root: string): Promise<"generated" | "unchanged"> {
  const hash = hashFiles(root, ["prisma/schema/*.prisma", "package-lock.json"]);
  const out = join(root, "lib/db/generated");
  const mark = join(out, ".hash");
  if (existsSync(mark) && readFileSync(mark, "utf8") === hash) return "unchanged";
  rmSync(mark, { force: true });
  const prisma = join(root, "node_modules/prisma/build/index.js");
  // Generating never starts the schema engine, but looks for it: any file that exists will do.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  const done = await runCommand(process.execPath, [prisma, "generate"], { cwd: root, env });
  if (done.code !== 0) throw new Error(`The database client could not be generated:\n${done.output}`);
  mkdirSync(out, { recursive: true });
  writeFileSync(mark, hash);
  return "generated";
}
