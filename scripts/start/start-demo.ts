import type { ChildProcess } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fleetPortBase } from "./fleet-ports.ts";
import { step } from "./progress.ts";
import { startProcess } from "./start-process.ts";

/** Where a started demo fleet leaves its kubeconfigs for the seed. */
export function fleetFile(dir: string): string {
  return join(dir, "fleet.json");
}

/** Starts the simulated fleet and writes its kubeconfigs, which stay the same, to a file for the seed. */
export async function startDemo(root: string, dir: string): Promise<ChildProcess> {
  const state = join(dir, "fleet");
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const args = [join(root, "demo/main.ts"), state, "--port-base", String(await fleetPortBase(dir))];
  const { child, ready } = await step(
    "Starting the demo fleet",
    () => startProcess("The demo fleet", args, { cwd: root, env: process.env }),
    () => "Demo fleet answers",
  );
  writeFileSync(fleetFile(dir), JSON.stringify({ kubeconfigs: ready.kubeconfigs }), { mode: 0o600 });
  writeFileSync(join(dir, "fleet-control.json"), JSON.stringify(ready.control ?? {}), { mode: 0o600 });
  return child;
}
