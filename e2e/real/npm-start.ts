import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { waitUntil } from "../../test/control-plane/wait-until.ts";
import type { Account } from "../support/personas.ts";

const ROOT = join(import.meta.dirname, "../..");
const READY = /^Open (\S+) and sign in with\n +(\S+@\S+) {2}(\S+) {2}platform engineer$/m;
/** It may have to build the pages. */
const READY_WITHIN_MS = 180_000;

export type StartedByNpm = {
  readonly url: string;
  /** As it was printed. */
  readonly account: Account;
  readonly output: string;
  /** From the command to a page that is served, seconds. */
  readonly seconds: number;
  /** Presses Ctrl-C, and waits until nothing of it runs any more. */
  stop(): Promise<void>;
};

export type NpmStart = { readonly kubeconfig: string; readonly port: number; readonly dir: string };

/** Runs `npm start -- --kubeconfig FILE --port N` as a person in a terminal does. */
export async function npmStart({ kubeconfig, port, dir }: NpmStart): Promise<StartedByNpm> {
  const began = performance.now();
  const child = spawn("npm", ["start", "--", "--kubeconfig", kubeconfig, "--port", String(port)], {
    cwd: ROOT,
    env: { ...process.env, WHEELHOUSE_DIR: dir, DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, as a terminal makes one: Ctrl-C reaches all of it.
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += stripVTControlCharacters(text);
    });
  }
  // Its output closes when the last process that writes there has ended.
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = () => pressCtrlC(child, ended);
  const onExit = () => endGroup(child, "SIGKILL");
  process.once("exit", onExit);
  void ended.then(() => process.off("exit", onExit));
  try {
    await waitUntil(
      "npm start to say that Ctrl-C stops everything, or to end",
      async () => child.exitCode !== null || output.includes("Ctrl-C stops everything."),
      { timeoutMs: READY_WITHIN_MS },
    );
    const [, url = "", email = "", password = ""] = READY.exec(output) ?? [];
    if (url === "") throw new Error(`npm start did not say where to sign in: ${output}`);
    const page = await fetch(`${url}/sign-in`);
    const seconds = (performance.now() - began) / 1000;
    if (!page.ok) throw new Error(`The page answers ${page.status}.`);
    return { url, account: { email, password }, output, seconds, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function pressCtrlC(child: ChildProcess, ended: Promise<void>): Promise<void> {
  endGroup(child, "SIGINT");
  await ended;
}

function endGroup({ exitCode, signalCode, pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (exitCode === null && signalCode === null && pid !== undefined) process.kill(-pid, signal);
}
