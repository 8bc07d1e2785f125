import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const MAIN = join(import.meta.dirname, "main.ts");

type Ready = {
  ready: true;
  kubeconfigs: Record<string, string>;
  adminKubeconfigs: Record<string, string>;
  allContexts: string;
  control: { url: string; token: string };
};

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "demo-fleet-"));
});
afterAll(() => rm(dir, { recursive: true }));

/** A range of ports nobody uses now; chance decides, so that tests at the same time do not meet. */
async function freePortBase(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return Math.min(port, 60_000);
}

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, dir, "--scenario", "two-clusters", ...args], {
    stdio: ["pipe", "pipe", "pipe"],
  });
}

async function ready(child: ChildProcess): Promise<Ready> {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.endsWith("\n")) break;
  }
  return JSON.parse(text) as Ready;
}

it("says where it is, keeps kubeconfigs to its owner, and ends when its parent's pipe closes", async () => {
  const base = await freePortBase();
  const child = start("--port-base", String(base));
  const said = await ready(child);
  expect(Object.keys(said.kubeconfigs)).toEqual(["alpha", "beta"]);
  expect((await stat(said.kubeconfigs.alpha ?? "")).mode & 0o777).toBe(0o600);
  expect(await readFile(said.kubeconfigs.beta ?? "", "utf8")).toContain(`server: https://127.0.0.1:${base + 1}`);
  expect(await readFile(said.adminKubeconfigs.beta ?? "", "utf8")).toContain("client-certificate-data: ");
  const state = await fetch(`${said.control.url}/state`, {
    headers: { authorization: `Bearer ${said.control.token}` },
  });
  expect(((await state.json()) as { clusters: unknown[] }).clusters).toHaveLength(2);
  child.stdin?.end();
  expect(await once(child, "exit")).toEqual([0, null]);
});

it("ends on SIGTERM, and comes back at the same addresses with the same authority", async () => {
  const base = await freePortBase();
  const authority = async () => {
    const child = start("--port-base", String(base));
    const said = await ready(child);
    const text = await readFile(said.kubeconfigs.alpha ?? "", "utf8");
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    return /certificate-authority-data: (\S+)[\s\S]*server: (\S+)|server: (\S+)[\s\S]*certificate-authority-data: (\S+)/
      .exec(text)
      ?.slice(1);
  };
  expect(await authority()).toEqual(await authority());
});

it.each([
  [["--port-base", "many"], /--port-base must be a port, for example 16443/],
  [["--scenario", "atlantis"], /no scenario named atlantis/],
])("ends with one clear sentence for %j", async (args, sentence) => {
  const child = start(...args);
  let text = "";
  child.stderr?.on("data", (chunk) => {
    text += String(chunk);
  });
  expect((await once(child, "close"))[0]).toBe(1);
  expect(text.trim()).toMatch(sentence);
  expect(text.trim().split("\n")).toHaveLength(1);
});

it("names a port that is taken", async () => {
  const blocker = createServer().listen(0, "127.0.0.1");
  await once(blocker, "listening");
  const { port } = blocker.address() as { port: number };
  const child = start("--port-base", String(port));
  let text = "";
  child.stderr?.on("data", (chunk) => {
    text += String(chunk);
  });
  expect((await once(child, "close"))[0]).toBe(1);
  expect(text.trim()).toBe(`Port ${port} is taken. Start the demo fleet with another --port-base.`);
  blocker.close();
});
