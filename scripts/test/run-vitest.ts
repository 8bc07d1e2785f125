import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reportSuite, type SuiteResult } from "../steps/report-suite.ts";
import { runCommand } from "../steps/run-command.ts";

type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numFailedTestSuites: number };

/** Runs vitest projects and counts their tests. A skipped test, or a file that did not load, counts as failed. */
export async function runVitest(
  root: string,
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<SuiteResult> {
  const dir = mkdtempSync(join(tmpdir(), "wheelhouse-vitest-"));
  const file = join(dir, "report.json");
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const done = await runCommand(process.execPath, [vitest, "run", ...reporters, ...args], {
    cwd: root,
    env: { ...env, NO_COLOR: "1", CI: "true" },
  });
  const report = readReport(file);
  rmSync(dir, { recursive: true });
  const failed = report.numFailedTests + report.numPendingTests;
  const crashed = done.code !== 0 && failed === 0 ? 1 : 0;
  return reportSuite({
    name,
    passed: report.numPassedTests,
    failed: failed + crashed,
    seconds: done.seconds,
    output: done.output,
  });
}

function readReport(file: string): Report {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numFailedTestSuites: 0 };
  }
}
