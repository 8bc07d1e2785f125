import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "../steps/build.ts";
import { generate } from "../steps/generate.ts";
import { checkKubeconfig } from "./check-kubeconfig.ts";
import { dataDir } from "./data-dir.ts";
import { environment } from "./environment.ts";
import { fleetPortBase } from "./fleet-ports.ts";
import { isPortFree } from "./is-port-free.ts";
import { parseOptions, type StartOptions, USAGE } from "./parse-options.ts";
import { step } from "./progress.ts";
import { seededBefore, seedInventory } from "./seed-inventory.ts";
import { fleetFile, startDemo } from "./start-demo.ts";
import { type Started, startProcess } from "./start-process.ts";
import { stopTogether } from "./stop-together.ts";
import { welcome } from "./welcome.ts";

const ROOT = join(import.meta.dirname, "../..");

/** `npm start`: from a checkout to a served page, with the demo fleet or one's own clusters. */
async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) return void process.stdout.write(`${USAGE}\n`);
  // What can be wrong is said before a build that takes a minute.
  const kubeconfig = options.kubeconfig && resolve(process.env.INIT_CWD ?? process.cwd(), options.kubeconfig);
  if (kubeconfig) checkKubeconfig(kubeconfig);
  if (!(await isPortFree(options.port))) {
    throw new Error(`Port ${options.port} is in use: stop what listens there, or choose another with --port.`);
  }
  const dir = await dataDir(resolve(ROOT, process.env.WHEELHOUSE_DIR || ".wheelhouse"), options);
  const portBase = kubeconfig ? undefined : await fleetPortBase(dir);
  process.on("SIGINT", stopEarly).on("SIGTERM", stopEarly);
  // First, so that nobody takes its ports meanwhile.
  const demo = portBase === undefined ? undefined : startDemo(ROOT, dir, portBase);
  await orFailure(demo, prepare(options));
  await serve(options, dir, kubeconfig, demo);
}

async function prepare({ dev }: StartOptions): Promise<void> {
  await step(
    "Preparing the database client",
    () => generate(ROOT),
    (state) => `Database client ${state}`,
  );
  if (dev) return;
  await step(
    "Building the pages",
    () => build(ROOT),
    (state) => `Pages ${state}`,
  );
}

/** Ends with the failure of what runs beside the work, if that comes first: a build takes a minute. */
function orFailure<T>(beside: Promise<unknown> | undefined, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    beside?.catch(reject);
    work.then(resolve, reject);
  });
}

async function serve(
  options: StartOptions,
  dir: string,
  kubeconfig: string | undefined,
  demo: Promise<Started> | undefined,
): Promise<void> {
  const env = environment(options, dir, kubeconfig);
  const again = existsSync(join(dir, "database"));
  const source = { ...options, demo: demo && fleetFile(dir), kubeconfig };
  // A second start waits for the fleet and the server at the same time: neither needs the other to be ready.
  const accounts =
    seededBefore(ROOT, dir, source) ?? (await afterFleet(demo, () => seedInventory(ROOT, dir, env, source)));
  const [server, fleet] = await Promise.all([startServer(options, env), demo]);
  process.stdout.write(welcome({ url: `${server.ready.url}`, accounts, again }));
  process.off("SIGINT", stopEarly).off("SIGTERM", stopEarly);
  stopTogether(fleet ? [server, fleet] : [server]);
}

/** Before everything runs there is nothing to drain: what was started ends with this process. */
function stopEarly(): void {
  process.exit(130);
}

async function afterFleet<T>(demo: Promise<unknown> | undefined, work: () => Promise<T>): Promise<T> {
  await demo;
  return await work();
}

function startServer(options: StartOptions, env: NodeJS.ProcessEnv): Promise<Started> {
  return step(
    "Starting Wheelhouse",
    () => startProcess("Wheelhouse", serverArgs(options), { cwd: ROOT, env, onLine: showLog }),
    ({ ready }) => `Wheelhouse serves ${ready.url}`,
  );
}

function serverArgs(options: StartOptions): string[] {
  return [join(ROOT, "server/main.ts"), "--with-parent", ...(options.dev ? ["--dev"] : [])];
}

function showLog(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
