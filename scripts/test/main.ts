import { join } from "node:path";
import { scanClientBundle } from "../check/client-bundle.ts";
import { runChecks } from "../check/run-checks.ts";
import { build } from "../steps/build.ts";
import { generate } from "../steps/generate.ts";
import { reportSuite, reportTotal, type SuiteResult } from "../steps/report-suite.ts";
import { runPlaywright } from "./run-playwright.ts";
import { runVitest } from "./run-vitest.ts";

const root = join(import.meta.dirname, "../..");

/** `npm test`: every suite, one after the other (each uses all cores by itself), then one line of counts. */
async function main(): Promise<number> {
  await generate(root);
  const results: SuiteResult[] = [];
  results.push(await buildPages());
  results.push(...(await runChecks(root)));
  results.push(await runVitest(root, "unit", ["--project", "unit"]));
  results.push(await runVitest(root, "integration on PGlite", ["--project", "integration"]));
  results.push(await runVitest(root, "integration on PostgreSQL", ["--project", "integration-postgres"]));
  results.push(await runVitest(root, "conformance on the demo fleet", ["--project", "conformance"]));
  results.push(scan());
  results.push(await runPlaywright(root, "end to end", "e2e/playwright.config.ts"));
  return reportTotal(results);
}

async function buildPages(): Promise<SuiteResult> {
  const started = performance.now();
  const done = await build(root).then(
    (state) => ({ failed: 0, output: state }),
    (error: Error) => ({ failed: 1, output: error.message }),
  );
  const seconds = (performance.now() - started) / 1000;
  return reportSuite({ name: "build", passed: 1 - done.failed, failed: done.failed, seconds, output: done.output });
}

function scan(): SuiteResult {
  const problems = scanClientBundle(root);
  const failed = problems.length > 0 ? 1 : 0;
  const output = problems.map(({ file, marker }) => `${file} holds server code or a secret: ${marker}`).join("\n");
  return reportSuite({ name: "client bundle", passed: 1 - failed, failed, seconds: 0, output });
}

process.exit(await main());
