import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { plainEnvironment } from "../steps/plain-environment.ts";
import { step } from "./progress.ts";
import { type Started, startProcess } from "./start-process.ts";

/** Where a started demo fleet leaves its kubeconfigs for the seed. */
export function fleetFile(dir: string): string {
  return join(dir, "fleet.json");
}

/** Starts the simulated fleet and writes its kubeconfigs, which stay the same, to a file for the seed. */
export async function startDemo(root: string, dir: string, portBase: number): Promise<Started> {
  const state = join(dir, "fleet");
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const args = [join(root, "demo/main.ts"), state, "--port-base", String(portBase)];
  const started = await step(
    "Starting the demo fleet",
    () => startProcess("The demo fleet", args, { cwd: root, env: plainEnvironment() }),
    () => "Demo fleet answers",
  );
  const { kubeconfigs, control } = started.ready;
  writeFileSync(fleetFile(dir), JSON.stringify({ kubeconfigs }), { mode: 0o600 });
  writeFileSync(join(dir, "fleet-control.json"), JSON.stringify(control ?? {}), { mode: 0o600 });
  return started;
}
