import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDirectory } from "#lib/db/lock-directory";
import { freePorts } from "../../test/control-plane/free-ports.ts";
import { runCommand } from "../steps/run-command.ts";
import { fleetPortBase, fleetPortFile } from "./fleet-ports.ts";
import { USAGE } from "./parse-options.ts";

let dir: string;
const servers: Server[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "wheelhouse-start-"));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  rmSync(dir, { recursive: true });
});

/** Runs `npm start` with these options, in a shell with settings that are none of its business. */
async function start(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, INIT_CWD: dir, WHEELHOUSE_DIR: join(dir, "data"), DATABASE_URL: "postgres://nobody" };
  const done = await runCommand(process.execPath, [join(import.meta.dirname, "main.ts"), ...args], { cwd: dir, env });
  return { code: done.code, stdout: done.answer, stderr: done.errors.trim() };
}

/** Takes a port, any free one by default. @returns which */
async function listen(port = 0): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** Ended with one sentence, before anything was built or written. */
function expectRefused({ code, stdout, stderr }: Awaited<ReturnType<typeof start>>, sentence: string): void {
  expect([code, stdout, stderr]).toEqual([1, "", sentence]);
}

test("a port in use is named, with what to do", async () => {
  const port = await listen();
  const sentence = `Port ${port} is in use: stop what listens there, or choose another with --port.`;
  expectRefused(await start("--port", String(port)), sentence);
  expect(readdirSync(dir)).toEqual([]);
});

test("a port of the demo fleet in use is named before anything is built", async () => {
  const [[port], data] = [await freePorts(1), join(dir, "data/demo")];
  mkdirSync(data, { recursive: true });
  const base = await fleetPortBase(data);
  writeFileSync(fleetPortFile(data), String(base));
  await listen(base + 1);
  const { code, stdout, stderr } = await start("--port", String(port));
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toContain(`Port ${base + 1} of the demo fleet is in use`);
});

test.each([
  ["a file that is not there", "nowhere", "there is no such file"],
  ["a folder", ".", "this is a folder, name a file, for example ~/.kube/config"],
  ["no YAML", "broken", "kubeconfig: must be valid YAML (line 2)"],
  ["no kubeconfig", "other", "kubeconfig: must be a mapping with clusters, users and contexts"],
])("--kubeconfig with %s is one clear sentence", async (_, name, sentence) => {
  writeFileSync(join(dir, "broken"), "contexts: [\n");
  writeFileSync(join(dir, "other"), "just text");
  expectRefused(await start("--kubeconfig", name), `--kubeconfig ${join(dir, name)}: ${sentence}.`);
});

test("an option that there is not is named, with those that there are", async () => {
  const { code, stderr } = await start("--prot", "1");
  expect(code).toBe(1);
  expect(stderr).toBe(`Unknown option '--prot'.\n${USAGE}`);
});

test("--fresh leaves a running instance its database", async () => {
  const [port] = await freePorts(1);
  const data = join(dir, "data/demo");
  mkdirSync(data, { recursive: true });
  const release = await lockDirectory(join(data, "database.lock"));
  const { code, stdout, stderr } = await start("--fresh", "--port", String(port));
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toContain(`The embedded database in ${data} is in use by process ${process.pid}: stop that first.`);
  expect(existsSync(join(data, "database.lock"))).toBe(true);
  await release();
});

test("--help says what there is", async () => {
  expect(await start("--help")).toEqual({ code: 0, stdout: `${USAGE}\n`, stderr: "" });
});
