import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reportSuite, type SuiteResult } from "../steps/report-suite.ts";
import { runCommand } from "../steps/run-command.ts";

type Annotation = { type: string; description?: string };
type Suite = { suites?: Suite[]; specs?: { tests: { annotations: Annotation[] }[] }[] };
type Report = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: Suite[];
};

/**
 * Runs a Playwright configuration and counts its tests. Flaky and skipped tests count as failed. What tests annotate as
 * `measured` is printed: figures to look at, which nothing asserts.
 */
export async function runPlaywright(
  root: string,
  name: string,
  config: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<SuiteResult> {
  const dir = mkdtempSync(join(tmpdir(), "wheelhouse-playwright-"));
  const file = join(dir, "report.json");
  const cli = join(root, "node_modules/@playwright/test/cli.js");
  const done = await runCommand(process.execPath, [cli, "test", "-c", config, "--reporter=line,json"], {
    cwd: root,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  const { stats, suites } = readReport(file);
  const { expected, unexpected, flaky, skipped } = stats;
  rmSync(dir, { recursive: true });
  const failed = unexpected + flaky + skipped;
  const crashed = done.code !== 0 && failed === 0 ? 1 : 0;
  for (const line of suites.flatMap(measuredIn)) process.stdout.write(`  ${line}\n`);
  return reportSuite({ name, passed: expected, failed: failed + crashed, seconds: done.seconds, output: done.output });
}

function readReport(file: string): Report {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch {
    return { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, suites: [] };
  }
}

function measuredIn({ suites = [], specs = [] }: Suite): string[] {
  const annotations = specs.flatMap(({ tests }) => tests.flatMap((test) => test.annotations));
  const own = annotations.flatMap(({ type, description }) => (type === "measured" && description ? description : []));
  return [...own, ...suites.flatMap(measuredIn)];
}
