import { type ChildProcess, spawn } from "node:child_process";

export type RunningProcess = {
  /** Ends the process by its id and waits until it is gone. */
  stop(): Promise<void>;
  /** The last lines it wrote. */
  lastWords(): string;
  exited(): boolean;
};

const GRACE_MS = 5_000;
const KEPT_BYTES = 4_000;

/** Starts a long-running program of the control plane. */
export function runProcess(command: string, args: readonly string[], cwd: string): RunningProcess {
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  const keep = (chunk: Buffer) => {
    words = (words + chunk.toString("utf8")).slice(-KEPT_BYTES);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  child.on("error", (error) => keep(Buffer.from(error.message)));
  const exited = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  return { stop: () => stop(child, exited), lastWords: () => words, exited };
}

async function stop(child: ChildProcess, exited: () => boolean): Promise<void> {
  if (exited()) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
  await gone;
  clearTimeout(timer);
}
