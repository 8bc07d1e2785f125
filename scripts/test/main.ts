import { join } from "node:path";
import { scanClientBundle } from "../check/client-bundle.ts";
import { overBudget, weighPages } from "../check/first-load.ts";
import { runChecks } from "../check/run-checks.ts";
import { build } from "../steps/build.ts";
import { generate } from "../steps/generate.ts";
import { reportSuite, reportTotal, type SuiteResult } from "../steps/report-suite.ts";
import { runPlaywright } from "./run-playwright.ts";
import { runVitest } from "./run-vitest.ts";

const root = join(import.meta.dirname, "../..");

/** `npm test`: every suite, then one line of counts. */
async function main(): Promise<number> {
  const results: SuiteResult[] = [];
  results.push(await runStep("database client", () => generate(root).then(passed)));
  results.push(await runStep("build", () => build(root).then(passed)));
  results.push(await runStep("client bundle", () => scanned()));
  results.push(await runStep("first-load JavaScript", () => weighed()));
  // Simulated pods need their time to start and crash: this suite waits more than it works.
  const conformance = runVitest(root, "conformance on the demo fleet", ["--project", "conformance"]);
  results.push(...(await runChecks(root)));
  results.push(await runVitest(root, "unit", ["--project", "unit"]));
  results.push(await conformance);
  results.push(await runVitest(root, "integration on PGlite", ["--project", "integration"]));
  results.push(await runVitest(root, "integration on PostgreSQL", ["--project", "integration-postgres"]));
  results.push(await runPlaywright(root, "end to end", "e2e/playwright.config.ts"));
  return reportTotal(results);
}

const passed = (): string => "";

/** One check of its own: passes when `check` says nothing, fails with what it says or throws. */
async function runStep(name: string, check: () => Promise<string>): Promise<SuiteResult> {
  const started = performance.now();
  const output = await check().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  const failed = output ? 1 : 0;
  const seconds = (performance.now() - started) / 1000;
  return reportSuite({ name, passed: 1 - failed, failed, seconds, output });
}

async function scanned(): Promise<string> {
  return scanClientBundle(root)
    .map(({ file, marker }) => `${file} holds server code or a secret: ${marker}`)
    .join("\n");
}

async function weighed(): Promise<string> {
  return overBudget(weighPages(root)).join("\n");
}

process.exit(await main());
