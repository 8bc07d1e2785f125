import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ProcessGroup } from "./process-group.ts";
import { waitUntil } from "./wait-until.ts";

let dir: string;
let group: ProcessGroup;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "wheelhouse-group-"));
  group = new ProcessGroup(dir);
});
afterEach(async () => {
  await group.stop();
  await rm(dir, { recursive: true, force: true });
});

const STAYS = ["-e", "setInterval(() => {}, 1000)"];
const waitInVain = () =>
  waitUntil("what never comes", async () => {
    group.expectAlive();
    return false;
  });

it("ends a wait as soon as a part has ended, with the part's last words", async () => {
  group.start("etcd", process.execPath, STAYS);
  group.start("scheduler", process.execPath, ["-e", "console.log('no lease'); process.exitCode = 3"]);
  await expect(waitInVain()).rejects.toThrow(/^scheduler ended with code 3: no lease$/);
});

it("does not count a part that was asked to end", async () => {
  await group.start("apiserver", process.execPath, STAYS).stop("SIGKILL");
  expect(() => group.expectAlive()).not.toThrow();
});

it("says why a part could not be started", async () => {
  const part = group.start("kwok", join(dir, "nowhere"), []);
  expect([part.pid, part.ended]).toEqual([undefined, true]);
  await expect(waitInVain()).rejects.toThrow(/^kwok could not be started: .*ENOENT/);
});

it("does not end the group of whoever asked for a part that could not be started", async () => {
  const script = `
const { ProcessGroup } = await import(${JSON.stringify(join(import.meta.dirname, "process-group.ts"))});
new ProcessGroup(${JSON.stringify(join(dir, "."))}).start("kwok", "/nowhere/kwok", []);
process.exit(7);`;
  // A group of its own: nothing else may be hit.
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { detached: true, stdio: "ignore" });
  expect(await once(child, "exit")).toEqual([7, null]);
});
