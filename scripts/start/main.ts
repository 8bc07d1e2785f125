import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "../steps/build.ts";
import { generate } from "../steps/generate.ts";
import { isPortFree } from "./is-port-free.ts";
import { localSecrets } from "./local-secrets.ts";
import { parseOptions, type StartOptions, USAGE } from "./parse-options.ts";
import { step } from "./progress.ts";
import { seededBefore, seedInventory } from "./seed-inventory.ts";
import { fleetFile, startDemo } from "./start-demo.ts";
import { type Started, startProcess } from "./start-process.ts";
import { stopTogether } from "./stop-together.ts";

const ROOT = join(import.meta.dirname, "../..");

/** `npm start`: from a checkout to a served page, with the demo fleet or one's own clusters. */
async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) return void process.stdout.write(`${USAGE}\n`);
  const kubeconfig = options.kubeconfig ? existingFile(options.kubeconfig) : undefined;
  if (!(await isPortFree(options.port))) {
    throw new Error(`Port ${options.port} is in use: stop what listens there, or choose another with --port.`);
  }
  process.on("SIGINT", stopEarly).on("SIGTERM", stopEarly);
  const dir = dataDir(options);
  await step(
    "Preparing the database client",
    () => generate(ROOT),
    (state) => `Database client ${state}`,
  );
  const demo = kubeconfig ? undefined : startDemo(ROOT, dir);
  // A failure is reported where the fleet is waited for.
  demo?.catch(() => {});
  if (!options.dev) {
    await step(
      "Building the pages",
      () => build(ROOT),
      (state) => `Pages ${state}`,
    );
  }
  const env = environment(options, dir, kubeconfig);
  const source = { ...options, demo: demo && fleetFile(dir), kubeconfig };
  // A second start waits for the fleet and the server at the same time: neither needs the other to be ready.
  const accounts =
    seededBefore(ROOT, dir, source) ?? (await afterFleet(demo, () => seedInventory(ROOT, dir, env, source)));
  const [server, fleet] = await Promise.all([startServer(options, env), demo]);
  process.stdout.write(`\nOpen ${server.ready.url} and sign in with\n${accounts}\nCtrl-C stops everything.\n`);
  process.off("SIGINT", stopEarly).off("SIGTERM", stopEarly);
  stopTogether([server.child, ...(fleet ? [fleet] : [])]);
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

function existingFile(file: string): string {
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  if (!existsSync(path)) throw new Error(`--kubeconfig: there is no file ${path}.`);
  return path;
}

/** The demo and own clusters keep separate inventories: neither start forgets the other. */
function dataDir(options: StartOptions): string {
  const base = resolve(ROOT, process.env.WHEELHOUSE_DIR || ".wheelhouse");
  const dir = join(base, options.kubeconfig ? "own" : "demo");
  if (options.fresh) rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}

function environment(options: StartOptions, dir: string, kubeconfig: string | undefined): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: options.dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(options.port),
    WHEELHOUSE_URL: `http://localhost:${options.port}`,
    WHEELHOUSE_DIR: dir,
    // Saves the server from stripping the same types at each start.
    NODE_COMPILE_CACHE: join(dir, "compile-cache"),
    // A local start is about clusters on this machine or in its network.
    WHEELHOUSE_ALLOW_ADDRESSES: "loopback,private",
    WHEELHOUSE_LOG_LEVEL: process.env.WHEELHOUSE_LOG_LEVEL ?? "warn",
    WHEELHOUSE_KUBECONFIG: kubeconfig ?? "",
    WHEELHOUSE_ALLOW_EXEC_PLUGINS: options.allowExecPlugins ? "1" : "",
    ...localSecrets(dir),
  };
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
