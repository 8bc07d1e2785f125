type Terminal = { readonly isTTY: boolean; write(text: string): boolean };

const CLEAR_LINE = "\r\x1b[2K";

/**
 * Says what is being done and how long it took, one line a step. What `work` says meanwhile, such as how far it is, is
 * for terminals only.
 */
export async function step<T>(
  doing: string,
  work: (say: (text: string) => void) => Promise<T>,
  done: (result: T) => string,
  out: Terminal = process.stdout,
): Promise<T> {
  const started = performance.now();
  if (out.isTTY) out.write(`  ${doing} …`);
  const result = await work((text) => {
    if (out.isTTY) out.write(`${CLEAR_LINE}  ${doing} … ${text}`);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  out.write(`${out.isTTY ? CLEAR_LINE : ""}✓ ${done(result)} (${seconds} s)\n`);
  return result;
}
