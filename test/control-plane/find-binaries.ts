import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { buildBinaries } from "./build-binaries.ts";

/** Where each program of a control plane is. */
export type Binaries = {
  readonly etcd: string;
  readonly apiServer: string;
  readonly controllerManager: string;
  readonly scheduler: string;
  readonly kwok: string;
  readonly kubectl: string;
};

/** File names to look for; the Go module calls etcd's program `server`. */
const NAMES: Record<keyof Binaries, readonly string[]> = {
  etcd: ["etcd", "server"],
  apiServer: ["kube-apiserver"],
  controllerManager: ["kube-controller-manager"],
  scheduler: ["kube-scheduler"],
  kwok: ["kwok"],
  kubectl: ["kubectl"],
};
const PROGRAMS = Object.keys(NAMES) as (keyof Binaries)[];

export type FindOptions = {
  /** Receives one line of progress at a time, while something is built. */
  readonly onProgress?: (line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
};

/**
 * The programs of a real control plane: from KUBEBUILDER_ASSETS where it has them, else from the cache of this
 * machine, which is filled by one Go build.
 * @throws Error with one sentence when a program is nowhere and cannot be built
 */
export async function findBinaries({ onProgress = () => {}, env = process.env }: FindOptions = {}): Promise<Binaries> {
  const named = env.KUBEBUILDER_ASSETS;
  // npm runs scripts in the checkout; INIT_CWD is where the command was typed. Programs are run from elsewhere.
  const assets = named && resolve(env.INIT_CWD ?? process.cwd(), named);
  if (assets && !existsSync(assets)) {
    throw new Error(`KUBEBUILDER_ASSETS names ${assets}, which does not exist.`);
  }
  const cache = cacheFolder(env);
  const folders = assets ? [assets, cache] : [cache];
  const missing = PROGRAMS.filter((program) => !locate(folders, program)).map((program) => NAMES[program][0] ?? "");
  if (missing.length > 0) await buildBinaries({ target: cache, missing, onProgress, env });
  return Object.fromEntries(PROGRAMS.map((program) => [program, located(folders, program)])) as Binaries;
}

/** The cached folder of exactly these module versions, outside the checkout, so that it is built once per machine. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(import.meta.dirname, file)));
  const base = env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(base, "wheelhouse/control-plane", hash.digest("hex").slice(0, 16));
}

function locate(folders: readonly string[], program: keyof Binaries): string | undefined {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return folders
    .flatMap((folder) => NAMES[program].map((name) => join(folder, `${name}${suffix}`)))
    .find((path) => existsSync(path));
}

function located(folders: readonly string[], program: keyof Binaries): string {
  const path = locate(folders, program);
  if (!path) throw new Error(`The build of the control plane made no ${NAMES[program][0]}.`);
  return path;
}
