import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reportSuite, type SuiteResult } from "../steps/report-suite.ts";
import { runCommand } from "../steps/run-command.ts";

type Report = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };

/** Runs a Playwright configuration and counts its tests. Flaky and skipped tests count as failed. */
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
  const { expected, unexpected, flaky, skipped } = readStats(file);
  rmSync(dir, { recursive: true });
  const failed = unexpected + flaky + skipped;
  const crashed = done.code !== 0 && failed === 0 ? 1 : 0;
  return reportSuite({ name, passed: expected, failed: failed + crashed, seconds: done.seconds, output: done.output });
}

function readStats(file: string): Report["stats"] {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as Report).stats;
  } catch {
    return { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  }
}
