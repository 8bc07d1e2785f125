import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBinaries } from "./find-binaries.ts";
import { type ControlPlane, startControlPlane } from "./start-control-plane.ts";
import { waitUntil } from "./wait-until.ts";

describe("a control plane", () => {
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await startControlPlane({ name: "own", nodes: 1, binaries: await findBinaries() });
  });
  afterAll(() => plane.stop());

  it("keeps its address and its objects while its API server is away", async () => {
    await plane.kubectl(["create", "configmap", "kept", "--from-literal=key=1"]);
    await plane.stopApiServer();
    const away = await plane.kubectl(["get", "configmap", "kept", "--request-timeout=2s"]);
    expect(away.code).not.toBe(0);
    await plane.startApiServer();
    const back = await plane.kubectl(["get", "configmap", "kept", "-o", "jsonpath={.data.key}"]);
    expect(back).toMatchObject({ code: 0, stdout: "1" });
  });

  it("leaves nothing behind", async () => {
    const other = await startControlPlane({ name: "short", nodes: 1, binaries: await findBinaries() });
    await other.stop();
    expect(existsSync(other.dir)).toBe(false);
    await expect(fetch(other.server)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  });

  it("says what failed when a part does not start, and removes the rest", async () => {
    const binaries = { ...(await findBinaries()), apiServer: process.execPath };
    await expect(startControlPlane({ name: "broken", nodes: 1, binaries })).rejects.toThrow(
      "apiserver ended with code",
    );
  });

  it("notices a part that has ended though nothing asks it, and says what it said last", async () => {
    const binaries = { ...(await findBinaries()), scheduler: process.execPath };
    await expect(startControlPlane({ name: "broken", nodes: 1, binaries })).rejects.toThrow(
      /scheduler ended with code \d+: .*bad option/s,
    );
  });
});

describe("a test that is killed", () => {
  it("takes its control plane with it", async () => {
    const dir = await mkdtemp(join(tmpdir(), "wheelhouse-killed-"));
    const script = join(dir, "start.ts");
    const here = (file: string) => JSON.stringify(join(import.meta.dirname, file));
    await writeFile(
      script,
      `import { ProcessGroup } from ${here("process-group.ts")};
const group = new ProcessGroup(${JSON.stringify(join(dir, "plane"))});
const { pid } = group.start("sleeper", process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
console.log(pid);
setInterval(() => {}, 1000);
`,
    );
    await mkdir(join(dir, "plane"));
    const parent = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
    const pid = await new Promise<number>((resolve) =>
      createInterface({ input: parent.stdout }).once("line", (line) => resolve(Number(line))),
    );
    expect(await isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await waitUntil("the process to be ended", async () => !(await isAlive(pid)));
    await waitUntil("the folder to be removed", async () => !existsSync(join(dir, "plane")));
    await rm(dir, { recursive: true });
  });
});

/** A process that ended but was not collected yet (a zombie) is not alive. */
async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  if (status !== undefined) return !/\) Z /.test(status);
  try {
    process.kill(pid, 0);
    return process.platform !== "linux";
  } catch {
    return false;
  }
}
