import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endProcess } from "../../scripts/start/end-process.ts";
import { localSecrets } from "../../scripts/start/local-secrets.ts";
import { startProcess } from "../../scripts/start/start-process.ts";
import { plainEnvironment } from "../../scripts/steps/plain-environment.ts";
import { runCommand } from "../../scripts/steps/run-command.ts";
import { freePorts } from "../../test/control-plane/free-ports.ts";
import type { Account } from "../support/personas.ts";
import { findStored } from "./find-stored.ts";

const ROOT = join(import.meta.dirname, "../..");

/** The built application with an inventory of its own. */
export type RealPortal = {
  readonly url: string;
  /** The first account: a platform engineer. */
  readonly operator: Account;
  /** What it has logged so far. */
  log(): string;
  /** Texts that a file of its folder holds as they are. */
  storedTexts(wanted: readonly string[]): string[];
  /** Ends it as an orchestrator does. @returns its exit code */
  stop(): Promise<number | null>;
};

/** Starts the built application with an empty inventory and one platform engineer. */
export async function startRealPortal(): Promise<RealPortal> {
  const dir = mkdtempSync(join(tmpdir(), "wheelhouse-real-"));
  const [port = 0] = await freePorts(1);
  const env: NodeJS.ProcessEnv = {
    ...plainEnvironment(),
    PORT: String(port),
    WHEELHOUSE_URL: `http://localhost:${port}`,
    WHEELHOUSE_DIR: dir,
    WHEELHOUSE_ALLOW_ADDRESSES: "loopback",
    WHEELHOUSE_LOG_LEVEL: "debug",
    ...localSecrets(dir),
  };
  const log: string[] = [];
  try {
    const operator = await createOperator(env);
    const { child, ready } = await startProcess("Wheelhouse", [join(ROOT, "server/main.ts"), "--with-parent"], {
      ...{ cwd: ROOT, env },
      onLine: (line) => log.push(line),
    });
    return {
      url: String(ready.url),
      operator,
      log: () => log.join("\n"),
      storedTexts: (wanted) => findStored(dir, wanted),
      stop: async () => {
        const code = await endProcess(child);
        rmSync(dir, { recursive: true });
        return code;
      },
    };
  } catch (error) {
    rmSync(dir, { recursive: true });
    throw error;
  }
}

async function createOperator(env: NodeJS.ProcessEnv): Promise<Account> {
  const script = join(ROOT, "server/create-platform-engineer.ts");
  const done = await runCommand(process.execPath, [script, "olga@example.com", "Olga Operator"], { cwd: ROOT, env });
  const [, email = "", password = ""] = /^(\S+@\S+) {2}(\S+)$/m.exec(done.output) ?? [];
  if (done.code !== 0 || password === "") throw new Error(`No first account: ${done.output}`);
  return { email, password };
}
