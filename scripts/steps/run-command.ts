import { spawn } from "node:child_process";

export type Finished = {
  readonly code: number;
  /** Standard output alone: what the command answers. */
  readonly answer: string;
  /** Standard output and error together, as a terminal would show them. */
  readonly output: string;
  readonly seconds: number;
};

/** Runs a command to its end and keeps what it prints. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<Finished> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let answer = "";
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      answer += text;
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    const end = (code: number, extra = "") =>
      resolve({ code, answer, output: output + extra, seconds: (performance.now() - started) / 1000 });
    child.on("error", (error) => end(127, error.message));
    child.on("close", (code) => end(code ?? 1));
  });
}
