import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const MAIN = join(import.meta.dirname, "main.ts");
let dir: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "wheelhouse-main-"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const SECRETS = {
  WHEELHOUSE_SESSION_SECRET: randomBytes(32).toString("base64"),
  WHEELHOUSE_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
};

type Ended = { code: number | null; stdout: string; stderr: string };

/** Starts the server with only these settings and waits for its end. */
function start(settings: Record<string, string>, onStart: (child: ChildProcess) => void = () => {}): Promise<Ended> {
  const env = { PATH: process.env.PATH, WHEELHOUSE_DIR: dir, WHEELHOUSE_LOG_LEVEL: "silent", PORT: "0", ...settings };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN], { env: env as unknown as NodeJS.ProcessEnv });
    onStart(child);
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
  const { code, stderr } = await start({ ...SECRETS, PORT: `${port}` });
  taken.close();
  expect([code, stderr.trim()]).toEqual([1, `Port ${port} of 127.0.0.1 is in use.`]);
  expect(await readdir(dir)).toEqual([]);
});

test("lives while it opens its database, is not ready, and a signal then waits for the migrations and closes in order", async () => {
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, "127.0.0.1", resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const ended = start({ ...SECRETS, PORT: `${port}`, WHEELHOUSE_LOG_LEVEL: "info" }, (child) => children.push(child));
  const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  await vi.waitFor(async () => expect(await status("/healthz")).toBe(200), { timeout: 30_000, interval: 20 });
  expect([await status("/readyz"), await status("/")]).toEqual([503, 503]);
  children[0]?.kill("SIGTERM");
  const { code, stdout } = await ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/stopping as soon as.*database open.*"clean":true/s);
  expect(stdout).not.toContain('"ready":true');
  expect(stdout).toContain("node server/create-platform-engineer.ts you@example.com");
  expect((await readdir(dir)).sort()).toEqual(["database", "database.lock-guard"]);
});
