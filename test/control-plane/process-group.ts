import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";

const TERM_MS = 3_000;

export type RunningProcess = {
  readonly name: string;
  readonly pid: number;
  readonly ended: boolean;
  /** The last lines that it printed. */
  log(lines?: number): string;
  /** Asks it to end, and ends it when it does not within three seconds. */
  stop(signal?: NodeJS.Signals): Promise<void>;
};

/**
 * Processes that live in one folder and end together: when asked to, when this process exits, and, through a reaper,
 * when this process is killed.
 */
export class ProcessGroup {
  readonly #dir: string;
  readonly #running = new Set<RunningProcess>();
  readonly #reaper: ChildProcess;
  readonly #onExit = () => this.#kill();

  constructor(dir: string) {
    this.#dir = dir;
    this.#reaper = spawn(process.execPath, [join(import.meta.dirname, "reaper.mjs")], {
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
    });
    this.#reaper.unref();
    this.#reaper.stdin?.on("error", () => {});
    this.#tell(`dir ${dir}`);
    process.on("exit", this.#onExit);
  }

  /** Starts a program whose output goes to `NAME.log` in the folder. */
  start(name: string, file: string, args: readonly string[]): RunningProcess {
    const path = join(this.#dir, `${name}.log`);
    const log = openSync(path, "a");
    const child = spawn(file, args, { cwd: this.#dir, stdio: ["ignore", log, log] });
    closeSync(log);
    const running = watch(child, name, path);
    this.#running.add(running);
    this.#tell(`pid ${running.pid}`);
    child.once("exit", () => {
      this.#running.delete(running);
      this.#tell(`gone ${running.pid}`);
    });
    return running;
  }

  /** Ends every process and removes the folder. Data is thrown away, so nothing is asked to save any. */
  async stop(): Promise<void> {
    await Promise.all([...this.#running].map((running) => running.stop("SIGKILL")));
    process.off("exit", this.#onExit);
    await rm(this.#dir, { recursive: true, force: true });
    this.#reaper.stdin?.end();
  }

  #tell(line: string): void {
    this.#reaper.stdin?.write(`${line}\n`);
  }

  #kill(): void {
    for (const { pid } of this.#running) process.kill(pid, "SIGKILL");
  }
}

function watch(child: ChildProcess, name: string, path: string): RunningProcess {
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const ended = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  return {
    name,
    pid: child.pid ?? 0,
    get ended() {
      return ended();
    },
    log: (lines = 8) => readFileSync(path, "utf8").trimEnd().split("\n").slice(-lines).join("\n"),
    stop: async (signal = "SIGTERM") => {
      if (ended()) return;
      child.kill(signal);
      const hard = setTimeout(() => child.kill("SIGKILL"), TERM_MS);
      await exited;
      clearTimeout(hard);
    },
  };
}
