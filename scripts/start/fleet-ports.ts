import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isPortFree } from "./is-port-free.ts";
import { writeFileAtomic } from "./write-file-atomic.ts";

const FIRST = 16_443;
const LAST = 31_443;
const STEP = 1_000;
/** Six clusters and their control endpoint. */
const COUNT = 7;

/**
 * The first of the demo fleet's ports: the same at each start, because clusters are registered by address, and free
 * ones at the first, so that several checkouts run side by side.
 * @throws an Error with one sentence when the ports of this inventory are in use
 */
export async function fleetPortBase(dir: string): Promise<number> {
  const file = join(dir, "fleet-port");
  const known = existsSync(file) ? Number(readFileSync(file, "utf8")) : undefined;
  if (known !== undefined) {
    const taken = await firstTaken(known);
    if (taken === undefined) return known;
    throw new Error(
      `Port ${taken} of the demo fleet is in use, perhaps by another npm start: stop that, or move this demo with --fresh.`,
    );
  }
  for (let base = FIRST; base <= LAST; base += STEP) {
    if ((await firstTaken(base)) !== undefined) continue;
    writeFileAtomic(file, String(base));
    return base;
  }
  throw new Error(`The demo fleet needs ${COUNT} free ports from ${FIRST}, or from a thousand further: none are free.`);
}

async function firstTaken(base: number): Promise<number | undefined> {
  for (let port = base; port < base + COUNT; port += 1) if (!(await isPortFree(port))) return port;
  return undefined;
}
