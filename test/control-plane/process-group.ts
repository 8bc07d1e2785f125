import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, closeSync, openSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Hopeless } from "./wait-until.ts";

const TERM_MS = 3_000;

export type RunningProcess = {
  readonly name: string;
  /** Undefined when it could not be started. */
  readonly pid: number | undefined;
  readonly ended: boolean;
  /** Whether it has been told to end. */
  readonly asked: boolean;
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
  /** Sentences about those that ended without being asked. */
  readonly #ended: string[] = [];
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
    child.once("error", (error) => {
      this.#ended.push(`${name} could not be started: ${error.message}`);
      appendFileSync(path, `${error.message}\n`);
    });
    if (running.pid === undefined) return running;
    this.#running.add(running);
    this.#tell(`pid ${running.pid}`);
    child.once("exit", (code, signal) => {
      this.#running.delete(running);
      this.#tell(`gone ${running.pid}`);
      if (!running.asked) this.#ended.push(`${name} ended with ${signal ?? `code ${code}`}: ${running.log()}`);
    });
    return running;
  }

  /** @throws Hopeless with the last words of each process that ended without being asked */
  expectAlive(): void {
    if (this.#ended.length > 0) throw new Hopeless(this.#ended.join("\n"));
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
    for (const { pid } of this.#running) {
      // 0 would be the group of this very process.
      if (pid) endHard(pid);
    }
  }
}

function endHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It had ended already.
  }
}

function watch(child: ChildProcess, name: string, path: string): RunningProcess {
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const ended = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  let asked = false;
  return {
    name,
    pid: child.pid,
    get ended() {
      return ended();
    },
    get asked() {
      return asked;
    },
    log: (lines = 8) => readFileSync(path, "utf8").trimEnd().split("\n").slice(-lines).join("\n"),
    stop: async (signal = "SIGTERM") => {
      asked = true;
      if (ended()) return;
      child.kill(signal);
      const hard = setTimeout(() => child.kill("SIGKILL"), TERM_MS);
      await exited;
      clearTimeout(hard);
    },
  };
}
