export type SuiteResult = {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  /** Shown when something failed. */
  readonly output: string;
};

/** Prints the suite's line, and its output when something failed. A suite that ran nothing has failed. */
export function reportSuite(result: SuiteResult): SuiteResult {
  const counted =
    result.passed + result.failed > 0 ? result : { ...result, failed: 1, output: `${result.output}\nNo test ran.` };
  if (counted.failed > 0) process.stdout.write(`${counted.output.trimEnd()}\n`);
  const mark = counted.failed > 0 ? "✗" : "✓";
  process.stdout.write(`${mark} ${counted.name}: ${countsOf(counted)} in ${counted.seconds.toFixed(1)} s\n`);
  return counted;
}

/** The closing line over all suites, alone on its line. */
export function reportTotal(results: readonly SuiteResult[]): number {
  const sum = (key: "passed" | "failed") => results.reduce((total, result) => total + result[key], 0);
  process.stdout.write(`\n${countsOf({ passed: sum("passed"), failed: sum("failed") })}\n`);
  return sum("failed") === 0 ? 0 : 1;
}

function countsOf({ passed, failed }: { passed: number; failed: number }): string {
  return `${passed} passed, ${failed} failed`;
}
