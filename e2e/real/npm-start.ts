import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { hasEnded } from "../../scripts/start/end-process.ts";
import { waitUntil } from "../../test/control-plane/wait-until.ts";
import type { Account } from "../support/personas.ts";

const ROOT = join(import.meta.dirname, "../..");
const OPEN = /^Open (\S+) and sign in with$/m;
const ENGINEER = /^ {2}(\S+@\S+) +(\S+) {2}platform engineer/m;
/** What a shell may export without meaning this portal. */
const FOREIGN = { DATABASE_URL: "postgres://127.0.0.1:9/production", HOST: "x86_64-conda-linux-gnu", PORT: "9" };
/** It may have to build the pages. */
const READY_WITHIN_MS = 180_000;

export type StartedByNpm = {
  readonly url: string;
  /** The platform engineer's, as it was printed. */
  readonly account: Account;
  readonly output: string;
  /** From the command to a page that is served, seconds. */
  readonly seconds: number;
  /** Presses Ctrl-C, and waits until nothing of it runs any more. */
  stop(): Promise<void>;
};

export type NpmStart = {
  /** Own clusters instead of the demo fleet. */
  readonly kubeconfig?: string;
  readonly port: number;
  readonly dir: string;
};

/** Runs `npm start -- --port N [--kubeconfig FILE]` as a person in a terminal does. */
export async function npmStart({ kubeconfig, port, dir }: NpmStart): Promise<StartedByNpm> {
  const began = performance.now();
  const clusters = kubeconfig === undefined ? [] : ["--kubeconfig", kubeconfig];
  const child = spawn("npm", ["start", "--", "--port", String(port), ...clusters], {
    cwd: ROOT,
    env: { ...process.env, ...FOREIGN, WHEELHOUSE_DIR: dir },
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
      async () => hasEnded(child) || output.includes("Ctrl-C stops everything."),
      { timeoutMs: READY_WITHIN_MS },
    );
    const [, url = ""] = OPEN.exec(output) ?? [];
    const [, email = "", password = ""] = ENGINEER.exec(output) ?? [];
    if (url === "" || password === "") throw new Error("npm start did not say where to sign in.");
    const page = await fetch(`${url}/sign-in`);
    const seconds = (performance.now() - began) / 1000;
    if (!page.ok) throw new Error(`The page answers ${page.status}.`);
    return { url, account: { email, password }, output, seconds, stop };
  } catch (error) {
    await stop();
    throw new Error(`${error instanceof Error ? error.message : error}\n${output}`);
  }
}

async function pressCtrlC(child: ChildProcess, ended: Promise<void>): Promise<void> {
  endGroup(child, "SIGINT");
  await ended;
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!hasEnded(child) && child.pid !== undefined) process.kill(-child.pid, signal);
}
