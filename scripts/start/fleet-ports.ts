import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isPortFree } from "./is-port-free.ts";

const FIRST = 16_443;
const LAST = 31_443;
const STEP = 1_000;
/** Six clusters and their control endpoint. */
const COUNT = 7;

/** Where a demo fleet that has answered once leaves its ports for the next start. */
export function fleetPortFile(dir: string): string {
  return join(dir, "fleet-port");
}

/**
 * The first of the demo fleet's ports: the same as before, because clusters are registered by address, and free ones at
 * the first start, so that several checkouts run side by side.
 * @throws an Error with one sentence when the ports of this inventory are in use
 */
export async function fleetPortBase(dir: string): Promise<number> {
  const file = fleetPortFile(dir);
  const known = existsSync(file) ? Number(readFileSync(file, "utf8")) : undefined;
  if (known !== undefined) {
    const taken = await firstTaken(known);
    if (taken === undefined) return known;
    throw new Error(
      `Port ${taken} of the demo fleet is in use, perhaps by another npm start: stop that, or move this demo with --fresh.`,
    );
  }
  for (let base = FIRST; base <= LAST; base += STEP) {
    if ((await firstTaken(base)) === undefined) return base;
  }
  throw new Error(`The demo fleet needs ${COUNT} free ports from ${FIRST}, or from a thousand further: none are free.`);
}

async function firstTaken(base: number): Promise<number | undefined> {
  for (let port = base; port < base + COUNT; port += 1) if (!(await isPortFree(port))) return port;
  return undefined;
}
