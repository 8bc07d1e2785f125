import { fstatSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { startControl } from "./control/control-server.ts";
import { type DemoFleet, startDemoFleet } from "./start-demo-fleet.ts";

/** Where the demo listens unless told otherwise: the clusters from here on, the control endpoint behind them. */
const DEFAULT_PORT_BASE = 16_443;

type Options = { scenario: string; portBase: number; seed: string | undefined };

function optionsOf(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { "port-base": { type: "string" }, scenario: { type: "string" }, seed: { type: "string" } },
  });
  const portBase = Number(values["port-base"] ?? DEFAULT_PORT_BASE);
  if (!Number.isInteger(portBase) || portBase < 0 || portBase > 65_000)
    throw new Error("--port-base must be a port, for example 16443");
  return { scenario: values.scenario ?? "demo", portBase, seed: values.seed };
}

type Files = { kubeconfigs: Record<string, string>; adminKubeconfigs: Record<string, string>; allContexts: string };

async function writeKubeconfigs(fleet: DemoFleet, dir: string): Promise<Files> {
  const folder = join(dir, "kubeconfigs");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const write = async (name: string, text: string): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, text, { mode: 0o600 });
    return file;
  };
  const files: Files = {
    kubeconfigs: {},
    adminKubeconfigs: {},
    allContexts: await write("all.yaml", fleet.kubeconfig),
  };
  for (const { slug, kubeconfig, adminKubeconfig } of fleet.clusters) {
    files.kubeconfigs[slug] = await write(`${slug}.yaml`, kubeconfig);
    files.adminKubeconfigs[slug] = await write(`${slug}-admin.yaml`, adminKubeconfig);
  }
  return files;
}

function failure(error: unknown): string {
  const { code, port, message } = error as { code?: string; port?: number; message?: string };
  if (code === "EADDRINUSE") return `Port ${port} is taken. Start the demo fleet with another --port-base.`;
  return message ?? String(error);
}

/** Resolves when the process should end: a signal, a closed IPC channel, or a closed pipe on stdin. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
    process.once("disconnect", () => resolve());
    const input = fstatSync(0);
    if (!input.isFIFO() && !input.isSocket()) return;
    process.stdin.on("end", () => resolve()).on("error", () => resolve());
    process.stdin.resume();
  });
}

const COLLECT_EVERY_MS = 60_000;

/** The fleet makes little garbage, so V8 would let it pile up to several times of what is alive before it collects. */
function keepMemoryLow(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  setInterval(collect, COLLECT_EVERY_MS).unref();
}

/** Starts the fleet, prints where it is, serves until told to end. */
export async function runFleet(dir: string, argv: readonly string[]): Promise<void> {
  try {
    const { scenario, portBase, seed } = optionsOf(argv);
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const fleet = await startDemoFleet({ scenario, dir, ...(portBase ? { portBase } : {}), ...(seed ? { seed } : {}) });
    const control = await startControl(fleet, portBase ? portBase + fleet.clusters.length : 0);
    const files = await writeKubeconfigs(fleet, dir);
    const { url, token } = control;
    keepMemoryLow();
    const told = untilTold();
    process.stdout.write(`${JSON.stringify({ ready: true, ...files, control: { url, token } })}\n`);
    await told;
    await Promise.all([control.stop(), fleet.stop()]);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${failure(error)}\n`);
    process.exit(1);
  }
}
