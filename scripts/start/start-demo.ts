import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { plainEnvironment } from "../steps/plain-environment.ts";
import { fleetPortFile } from "./fleet-ports.ts";
import { step } from "./progress.ts";
import { type Started, startProcess } from "./start-process.ts";
import { writeFileAtomic } from "./write-file-atomic.ts";

/** Where a started demo fleet leaves its kubeconfigs for the seed. */
export function fleetFile(dir: string): string {
  return join(dir, "fleet.json");
}

/**
 * Starts the simulated fleet, and once it answers writes down its ports and its kubeconfigs, which stay the same.
 * @throws an Error with one sentence
 */
export async function startDemo(root: string, dir: string, portBase: number): Promise<Started> {
  const state = join(dir, "fleet");
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const args = [join(root, "demo/main.ts"), state, "--port-base", String(portBase)];
  const started = await step(
    "Starting the demo fleet",
    () => startProcess("The demo fleet", args, { cwd: root, env: plainEnvironment() }).catch(explain),
    () => "Demo fleet answers",
  );
  writeFileAtomic(fleetPortFile(dir), String(portBase));
  const { kubeconfigs, control } = started.ready;
  writeFileSync(fleetFile(dir), JSON.stringify({ kubeconfigs }), { mode: 0o600 });
  writeFileSync(join(dir, "fleet-control.json"), JSON.stringify(control ?? {}), { mode: 0o600 });
  return started;
}

/** The fleet's own advice is an option that `npm start` does not have. */
function explain(error: unknown): never {
  const port = error instanceof Error ? /^Port (\d+) is taken/.exec(error.message)?.[1] : undefined;
  if (port === undefined) throw error;
  throw new Error(`Port ${port} of the demo fleet was taken while it started. Start again: that chooses free ones.`);
}
