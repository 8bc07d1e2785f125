import { existsSync } from "node:fs";
import { join } from "node:path";
import { reportSuite, type SuiteResult } from "../steps/report-suite.ts";
import { runCommand } from "../steps/run-command.ts";
import { checkFiles } from "./file-rules.ts";

const CRUISED = ["app", "components", "lib", "server", "demo", "test", "e2e", "scripts", "prisma"];

type Tool = { readonly name: string; readonly script: string; readonly args: readonly string[] };

const TOOLS: readonly Tool[] = [
  { name: "types", script: "typescript/bin/tsc", args: ["--pretty", "false"] },
  {
    name: "lint and format",
    script: "@biomejs/biome/bin/biome",
    args: ["ci", "--colors=off", "--error-on-warnings", "--max-diagnostics=50", "."],
  },
  {
    name: "boundaries",
    script: "dependency-cruiser/bin/dependency-cruiser.mjs",
    args: ["--config", ".dependency-cruiser.js", ...CRUISED],
  },
  { name: "unused code", script: "knip/bin/knip.js", args: ["--no-progress", "--no-config-hints"] },
];

/** Types, lint, boundaries, unused code and the rules about files; one line each, with the output of what failed. */
export async function runChecks(root: string): Promise<SuiteResult[]> {
  await ensureNextTypes(root);
  const results: SuiteResult[] = [];
  for (const tool of TOOLS) results.push(await runTool(root, tool));
  const problems = checkFiles(root);
  const failed = problems.length > 0 ? 1 : 0;
  results.push(
    reportSuite({ name: "file rules", passed: 1 - failed, failed, seconds: 0, output: problems.join("\n") }),
  );
  return results;
}

async function runTool(root: string, tool: Tool): Promise<SuiteResult> {
  const script = join(root, "node_modules", tool.script);
  const done = await runCommand(process.execPath, [script, ...tool.args], { cwd: root });
  const failed = done.code === 0 ? 0 : 1;
  return reportSuite({ name: tool.name, passed: 1 - failed, failed, seconds: done.seconds, output: done.output });
}

/** The types of images, styles and routes, which a build writes too. */
async function ensureNextTypes(root: string): Promise<void> {
  if (existsSync(join(root, "next-env.d.ts")) && existsSync(join(root, ".next/types"))) return;
  await runCommand(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "typegen"], { cwd: root });
}
