import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export type Started = {
  /** As people know it, for example "The demo fleet". */
  readonly name: string;
  readonly child: ChildProcess;
  readonly ready: Readonly<Record<string, unknown>>;
};

const LAST_LINES = 12;

/**
 * Starts a program and waits for the JSON line on its standard output that says `"ready":true`. The program ends with
 * this one when it watches its standard input, which closes then.
 * @throws an Error with the program's last words when it ends before
 */
export function startProcess(
  name: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; onLine?: (line: string) => void },
): Promise<Started> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ["pipe", "pipe", "pipe"],
      // Ctrl-C reaches the whole group of a terminal: a program that drains must hear of it once, from us.
      detached: process.platform !== "win32",
    });
    endWithThis(child);
    const last: string[] = [];
    const onLine = (line: string) => {
      const ready = readReady(line);
      if (ready) return resolve({ name, child, ready });
      last.push(line);
      if (last.length > LAST_LINES) last.shift();
      options.onLine?.(line);
    };
    createInterface({ input: child.stdout }).on("line", onLine);
    createInterface({ input: child.stderr }).on("line", onLine);
    child.on("error", (error) => reject(new Error(`${name} could not be started: ${error.message}`)));
    child.on("close", (code, signal) => {
      reject(new Error(`${name} ended with ${signal ?? `code ${code}`}: ${last.join("\n")}`));
    });
  });
}

/** Whatever ends this process early, such as a later step that fails, ends the child too. */
function endWithThis(child: ChildProcess): void {
  const end = () => void child.kill("SIGTERM");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
}

function readReady(line: string): Record<string, unknown> | undefined {
  if (!line.includes('"ready":true')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return value instanceof Object && "ready" in value ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
