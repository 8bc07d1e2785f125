import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { lockDirectory } from "#lib/db/lock-directory";
import type { StartOptions } from "./parse-options.ts";

/**
 * The folder of this start's inventory under `base`, forgotten first when that is asked for. The demo and own clusters
 * keep separate inventories: neither start forgets the other.
 * @throws an Error with one sentence when a running process uses what should be forgotten
 */
export async function dataDir(
  base: string,
  { kubeconfig, fresh }: Pick<StartOptions, "kubeconfig" | "fresh">,
): Promise<string> {
  const dir = join(base, kubeconfig === undefined ? "demo" : "own");
  if (fresh && existsSync(dir)) await forget(dir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}

async function forget(dir: string): Promise<void> {
  const release = await lockDirectory(join(dir, "database.lock"));
  await release();
  rmSync(dir, { recursive: true, force: true });
}
