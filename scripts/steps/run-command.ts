import { spawn } from "node:child_process";
import { basename } from "node:path";
import { createInterface } from "node:readline";

export type Finished = {
  readonly code: number;
  /** Standard output alone: what the command answers. */
  readonly answer: string;
  /** Standard error alone: what it warns of, and why it failed. */
  readonly errors: string;
  /** Standard output and error together, as a terminal would show them. */
  readonly output: string;
  readonly seconds: number;
};

type RunOptions = {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Receives each line of standard output as it comes. */
  readonly onAnswer?: (line: string) => void;
};

/** Runs a command to its end and keeps what it prints. */
export function runCommand(command: string, args: readonly string[], options: RunOptions): Promise<Finished> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    // What ends this process ends what it runs.
    const onExit = () => void child.kill();
    process.once("exit", onExit);
    let answer = "";
    let errors = "";
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      answer += text;
      output += text;
    });
    if (options.onAnswer) createInterface({ input: child.stdout }).on("line", options.onAnswer);
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
      output += text;
    });
    const end = (code: number, extra = "") =>
      resolve({
        code,
        answer,
        errors: errors + extra,
        output: output + extra,
        seconds: (performance.now() - started) / 1000,
      });
    child.once("close", () => process.off("exit", onExit));
    child.on("error", (error) => end(127, error.message));
    child.on("close", (code, signal) => end(code ?? 1, signal ? `${basename(command)} ended with ${signal}` : ""));
  });
}
