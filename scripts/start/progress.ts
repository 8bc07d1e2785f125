/** Says what is being done and how long it took, one line a step. */
export async function step<T>(doing: string, work: () => Promise<T>, done: (result: T) => string): Promise<T> {
  const started = performance.now();
  const dots = process.stdout.isTTY;
  if (dots) process.stdout.write(`  ${doing} …`);
  const result = await work();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${dots ? "\r\x1b[2K" : ""}✓ ${done(result)} (${seconds} s)\n`);
  return result;
}
