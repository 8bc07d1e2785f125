import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localSecrets } from "../../start/local-secrets.ts";
import { startProcess } from "../../start/start-process.ts";
import { build } from "../../steps/build.ts";
import { generate } from "../../steps/generate.ts";
import { plainEnvironment } from "../../steps/plain-environment.ts";
import { runCommand } from "../../steps/run-command.ts";
import { signIn } from "./sign-in.ts";

const ROOT = join(import.meta.dirname, "../../..");
const EMAIL = "dana@example.com";
const PASSWORD = "benchmark-password";

export type Portal = { readonly base: string; readonly cookie: string; stop(): Promise<void> };

/** The built application over the given clusters, with one developer signed in. */
export async function startPortal(clusters: readonly { name: string; kubeconfig: string }[]): Promise<Portal> {
  await generate(ROOT);
  await build(ROOT);
  const dir = mkdtempSync(join(tmpdir(), "wheelhouse-bench-"));
  const env: NodeJS.ProcessEnv = {
    ...plainEnvironment(),
    ...localSecrets(dir),
    PORT: "0",
    WHEELHOUSE_DIR: dir,
    WHEELHOUSE_ALLOW_ADDRESSES: "loopback",
    WHEELHOUSE_LOG_LEVEL: "error",
  };
  writeFileSync(join(dir, "clusters.json"), JSON.stringify(clusters));
  const script = join(ROOT, "scripts/bench/lib/seed-team.ts");
  const seeded = await runCommand(process.execPath, [script, join(dir, "clusters.json"), EMAIL, PASSWORD], {
    cwd: ROOT,
    env,
  });
  if (seeded.code !== 0) throw new Error(`The inventory could not be filled: ${seeded.output}`);
  const { child, ready } = await startProcess("Wheelhouse", [join(ROOT, "server/main.ts")], { cwd: ROOT, env });
  const base = String(ready.url);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
  return { base, cookie: await signIn(base, EMAIL, PASSWORD), stop };
}
