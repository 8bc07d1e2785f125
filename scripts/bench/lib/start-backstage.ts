import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { runCommand } from "../../steps/run-command.ts";

const HERE = join(import.meta.dirname, "../peers/backstage");

export type Cluster = { readonly name: string; readonly url: string; readonly caData: string; readonly token: string };

/** Backstage's Kubernetes backend over the given clusters; installed once, outside the checkout. */
export async function startBackstage(
  clusters: readonly Cluster[],
  namespace: string,
): Promise<{ url: string; stop(): void }> {
  const modules = await install();
  const child = spawn(process.execPath, [join(HERE, "server.cjs")], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.write(`${JSON.stringify({ modules, namespace, clusters })}\n`);
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (line) =>
      resolve((JSON.parse(line) as { port: number }).port),
    );
    child.once("exit", (code) => reject(new Error(`Backstage ended with code ${code}`)));
  });
  const url = `http://127.0.0.1:${port}/api/kubernetes/resources/workloads/query`;
  return { url, stop: () => child.kill("SIGKILL") };
}

async function install(): Promise<string> {
  const lock = readFileSync(join(HERE, "package-lock.json"));
  const hash = createHash("sha256").update(lock).digest("hex").slice(0, 16);
  const dir = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "wheelhouse/bench-backstage", hash);
  if (existsSync(join(dir, "node_modules/.package-lock.json"))) return dir;
  mkdirSync(dir, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) cpSync(join(HERE, file), join(dir, file));
  const done = await runCommand("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: dir });
  if (done.code !== 0) throw new Error(`Backstage could not be installed: ${done.output}`);
  return dir;
}
