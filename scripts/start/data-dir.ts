import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { StartOptions } from "./parse-options.ts";

/**
 * The folder of this start's inventory under `base`, forgotten first when that is asked for. The demo and own clusters
 * keep separate inventories: neither start forgets the other.
 * @throws an Error with one sentence when a running process uses what should be forgotten
 */
export function dataDir(base: string, { kubeconfig, fresh }: Pick<StartOptions, "kubeconfig" | "fresh">): string {
  const dir = join(base, kubeconfig === undefined ? "demo" : "own");
  if (fresh) forget(dir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}

function forget(dir: string): void {
  const lock = join(dir, "database.lock");
  const pid = holderOf(lock);
  if (pid !== undefined) {
    throw new Error(
      `--fresh: process ${pid} uses the database in ${dir}: stop it first, or remove ${lock} if it is another program.`,
    );
  }
  rmSync(dir, { recursive: true, force: true });
}

/** The process that a lock names in its first line, when it is there. */
function holderOf(lock: string): number | undefined {
  const pid = existsSync(lock) ? Number.parseInt(readFileSync(lock, "utf8"), 10) : 0;
  return pid > 0 && isAlive(pid) ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else is there all the same.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
