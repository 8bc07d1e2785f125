import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const MAIN = join(import.meta.dirname, "main.ts");
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "wheelhouse-main-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** Starts the server with only these settings and waits for its end. */
function start(settings: Record<string, string>): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const env = { PATH: process.env.PATH, WHEELHOUSE_DIR: dir, WHEELHOUSE_LOG_LEVEL: "silent", PORT: "0", ...settings };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN], { env: env as unknown as NodeJS.ProcessEnv });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.on("error", reject);
    child.on("exit", (code) => resolve({ code, stdout, stderr }));
  });
}

test("does not start with secrets that somebody could guess, and says which, not what", async () => {
  const guessed = "changeme-changeme-changeme-changeme";
  const { code, stdout, stderr } = await start({ NODE_ENV: "production", WHEELHOUSE_SESSION_SECRET: guessed });
  expect(code).toBe(1);
  expect(stderr).toContain("WHEELHOUSE_SESSION_SECRET");
  expect(stderr).not.toContain(guessed);
  expect(stdout).not.toContain("ready");
});

test("does not start with a setting that is not valid, and names it", async () => {
  const { code, stderr } = await start({ PORT: "99999" });
  expect(code).toBe(1);
  expect(stderr.trim()).toMatch(/^The environment is not valid\. PORT: /);
});

test("does not touch anything when its port is taken", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const { port } = taken.address() as AddressInfo;
  const secrets = {
    WHEELHOUSE_SESSION_SECRET: randomBytes(32).toString("base64"),
    WHEELHOUSE_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  };
  const { code, stderr } = await start({ ...secrets, PORT: `${port}` });
  taken.close();
  expect([code, stderr.trim()]).toEqual([1, `Port ${port} of 127.0.0.1 is in use.`]);
  expect(await readdir(dir)).toEqual([]);
});
