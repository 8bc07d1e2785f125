import type { ChildProcess } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endProcess } from "../../scripts/start/end-process.ts";
import { localSecrets } from "../../scripts/start/local-secrets.ts";
import { startProcess } from "../../scripts/start/start-process.ts";
import { plainEnvironment } from "../../scripts/steps/plain-environment.ts";
import { runCommand } from "../../scripts/steps/run-command.ts";
import { freePort } from "./free-port.ts";
import { refuseElsewhere, type Stack } from "./stack.ts";

const ROOT = join(import.meta.dirname, "../..");
/** What the portal of this run writes to its standard output and error. */
export const PORTAL_LOG = join(ROOT, "test-results/e2e-portal.log");
/** How long a process may take to end by itself, in milliseconds. */
const END_MS = 10_000;

export type LaunchedStack = { readonly stack: Stack; stop(): Promise<void> };

type Fleet = Pick<Stack, "kubeconfigs" | "adminKubeconfigs" | "control">;

/**
 * Starts what the tests need, each on a free port: the demo fleet, two clusters more, then the built portal with an
 * inventory of its own. All state is in a temporary folder; `stop` ends the processes and removes it.
 * @throws when the pages are not built, or with the words of what did not start
 */
export async function launchStack(): Promise<LaunchedStack> {
  if (!existsSync(join(ROOT, ".next/BUILD_ID"))) throw new Error("The pages are not built: run npm run build first.");
  const dir = mkdtempSync(join(tmpdir(), "wheelhouse-e2e-"));
  const children: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(children.map((child) => endProcess(child, END_MS)));
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const [fleet, spare, env] = await Promise.all([
      startFleet(join(dir, "fleet"), "demo", children),
      startFleet(join(dir, "spare"), "two-clusters", children),
      portalEnvironment(dir),
    ]);
    await seed(dir, env, fleet);
    const url = await startPortal(env, children);
    refuseElsewhere(url);
    return { stack: { url, ...fleet, spare }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startFleet(dir: string, scenario: string, children: ChildProcess[]): Promise<Fleet> {
  const args = [join(ROOT, "demo/main.ts"), dir, "--port-base", "0", "--scenario", scenario];
  const { child, ready } = await startProcess("The demo fleet", args, { cwd: ROOT, env: plainEnvironment() });
  children.push(child);
  const { kubeconfigs, adminKubeconfigs, control } = ready as Record<string, unknown> & Fleet;
  return { kubeconfigs, adminKubeconfigs, control };
}

async function seed(dir: string, env: NodeJS.ProcessEnv, { kubeconfigs }: Fleet): Promise<void> {
  const file = join(dir, "fleet.json");
  writeFileSync(file, JSON.stringify({ kubeconfigs }), { mode: 0o600 });
  const args = [join(ROOT, "prisma/seed/main.ts"), "--demo", file];
  const done = await runCommand(process.execPath, args, { cwd: ROOT, env: { ...env, WHEELHOUSE_LOG_LEVEL: "silent" } });
  if (done.code !== 0) throw new Error(`The inventory could not be filled: ${done.output}`);
}

/** The portal's log stays beside the other results, for whoever reads why a test failed. */
async function startPortal(env: NodeJS.ProcessEnv, children: ChildProcess[]): Promise<string> {
  mkdirSync(join(ROOT, "test-results"), { recursive: true });
  const log = createWriteStream(PORTAL_LOG);
  const { child, ready } = await startProcess("Wheelhouse", [join(ROOT, "server/main.ts")], {
    cwd: ROOT,
    env,
    onLine: (line) => log.write(`${line}\n`),
  });
  child.once("close", () => log.end());
  children.push(child);
  return String(ready.url);
}

async function portalEnvironment(dir: string): Promise<NodeJS.ProcessEnv> {
  const port = await freePort();
  return {
    ...plainEnvironment(),
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    WHEELHOUSE_URL: `http://localhost:${port}`,
    WHEELHOUSE_DIR: join(dir, "portal"),
    WHEELHOUSE_ALLOW_ADDRESSES: "loopback",
    WHEELHOUSE_LOG_LEVEL: "warn",
    WHEELHOUSE_DEV_PAGES: "1",
    ...localSecrets(join(dir, "portal")),
  };
}
