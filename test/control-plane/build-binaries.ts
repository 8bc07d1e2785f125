import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";

const KUBERNETES = { version: "v1.36.3", major: "1", minor: "36" };
const REPORT_EVERY_MS = 15_000;

type BuildOptions = {
  /** The folder that holds the programs afterwards. */
  readonly target: string;
  readonly missing: readonly string[];
  readonly onProgress: (line: string) => void;
  readonly env: NodeJS.ProcessEnv;
};

/**
 * Builds the programs of the Go module beside this file. They appear in `target` all at once, so that a stopped build
 * leaves nothing half-made and two builds at a time do not disturb each other.
 * @throws Error with one sentence when Go is missing, or with the end of Go's own words
 */
export async function buildBinaries({ target, missing, onProgress, env }: BuildOptions): Promise<void> {
  if ((await runGo(["version"], env, () => {})).code !== 0) {
    throw new Error(
      `The real control plane needs ${missing.join(", ")}: install Go 1.26 or newer, or let KUBEBUILDER_ASSETS name a folder that has them.`,
    );
  }
  onProgress(`building ${missing.join(", ")} with Go (${availableParallelism()} cores: about 15 core-minutes, once)`);
  await mkdir(dirname(target), { recursive: true });
  const partial = await mkdtemp(`${target}.partial-`);
  try {
    const built = await runGo(
      ["build", "-trimpath", "-ldflags", linkerFlags(), "-o", `${partial}/`, "tool"],
      env,
      onProgress,
    );
    if (built.code !== 0) throw new Error(`Go could not build the control plane: ${lastLines(built.output)}`);
    await rm(target, { recursive: true, force: true });
    await rename(partial, target);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Without these, the API server says that it is v0.0.0 and clients doubt it. */
function linkerFlags(): string {
  const variable = "k8s.io/component-base/version";
  return [
    "-s -w",
    `-X ${variable}.gitVersion=${KUBERNETES.version}`,
    `-X ${variable}.gitMajor=${KUBERNETES.major}`,
    `-X ${variable}.gitMinor=${KUBERNETES.minor}`,
  ].join(" ");
}

type GoRun = { readonly code: number; readonly output: string };

function runGo(args: readonly string[], env: NodeJS.ProcessEnv, onProgress: (line: string) => void): Promise<GoRun> {
  const started = performance.now();
  const report = setInterval(() => {
    onProgress(`still building, ${Math.round((performance.now() - started) / 1000)} s`);
  }, REPORT_EVERY_MS);
  return new Promise<GoRun>((resolve) => {
    const child = spawn("go", args, { cwd: join(import.meta.dirname), env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString("utf8");
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  }).finally(() => clearInterval(report));
}

function lastLines(output: string): string {
  return output.trim().split("\n").slice(-5).join("\n");
}
