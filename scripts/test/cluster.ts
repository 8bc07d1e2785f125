import { join } from "node:path";
import { findBinaries } from "../../test/control-plane/find-binaries.ts";
import { build } from "../steps/build.ts";
import { generate } from "../steps/generate.ts";
import { reportTotal, type SuiteResult } from "../steps/report-suite.ts";
import { runPlaywright } from "./run-playwright.ts";
import { runVitest } from "./run-vitest.ts";

const root = join(import.meta.dirname, "../..");

/**
 * `npm run test:cluster`: the suites that need a real control plane. Its programs are found or built first, where
 * progress can be seen and a missing Go is one sentence.
 */
async function main(): Promise<number> {
  await findBinaries({ onProgress: (line) => process.stdout.write(`control plane: ${line}\n`) });
  await generate(root);
  const results: SuiteResult[] = [];
  results.push(await runVitest(root, "conformance on real control planes", ["--project", "cluster"]));
  process.stdout.write(`pages: ${await build(root)}\n`);
  results.push(await runPlaywright(root, "the real run in a browser", "e2e/real/playwright.config.ts"));
  return reportTotal(results);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
