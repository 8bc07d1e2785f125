import { spawn } from "node:child_process";

export type Finished = { readonly code: number; readonly output: string; readonly seconds: number };

/** Runs a command to its end and keeps what it prints (standard output and error together). */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv; onLine?: (line: string) => void },
): Promise<Finished> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const onData = (chunk: Buffer) => {
      const text = chunk.toString("utf8");
      output += text;
      if (options.onLine) for (const line of text.split("\n")) if (line.trim()) options.onLine(line);
    };
    child.stdout.on("data", onData);
    child.stderr.on("data", onData);
    const end = (code: number, extra = "") =>
      resolve({ code, output: output + extra, seconds: (performance.now() - started) / 1000 });
    child.on("error", (error) => end(127, error.message));
    child.on("close", (code) => end(code ?? 1));
  });
}
