import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";

const HERE = JSON.stringify(join(import.meta.dirname, "stop-together.ts"));
const STAYS = "setInterval(() => {}, 1000)";
const pids: number[] = [];
afterEach(() => {
  for (const pid of pids.splice(0)) if (isAlive(pid)) process.kill(pid, "SIGKILL");
});

type Watched = { readonly child: ChildProcess; readonly server: number; readonly fleet: number; said(): string };

/** A process that watches two programs; `before` runs when both are there. */
async function watch(before = ""): Promise<Watched> {
  const script = `
import { spawn } from "node:child_process";
import { once } from "node:events";
const { stopTogether } = await import(${HERE});
const [server, fleet] = [0, 1].map(() => spawn(process.execPath, ["-e", ${JSON.stringify(STAYS)}]));
${before}
stopTogether([{ name: "Wheelhouse", child: server }, { name: "The demo fleet", child: fleet }]);
console.log(JSON.stringify([server.pid, fleet.pid]));`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const [server, fleet] = JSON.parse(line) as [number, number];
  pids.push(server, fleet, child.pid ?? 0);
  return { child, server, fleet, said: () => said.trim() };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("a program that is killed is named, and ends the others with failure", async () => {
  const { child, server, fleet, said } = await watch();
  process.kill(fleet, "SIGKILL");
  expect(await once(child, "close")).toEqual([1, null]);
  expect(said()).toBe("The demo fleet ended with SIGKILL; stopping.");
  expect(isAlive(server)).toBe(false);
});

test("a program that ended before it was watched is noticed", async () => {
  const { child, server, said } = await watch(`fleet.kill("SIGKILL"); await once(fleet, "exit");`);
  expect(await once(child, "close")).toEqual([1, null]);
  expect(said()).toBe("The demo fleet ended with SIGKILL; stopping.");
  expect(isAlive(server)).toBe(false);
});

test("being told to end ends all of them, without complaint", async () => {
  const { child, server, fleet, said } = await watch();
  child.kill("SIGINT");
  expect(await once(child, "close")).toEqual([0, null]);
  expect([said(), isAlive(server), isAlive(fleet)]).toEqual(["", false, false]);
});
