import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fleetPortBase, fleetPortFile } from "./fleet-ports.ts";

let dir: string;
const servers: Server[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "wheelhouse-ports-"));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  rmSync(dir, { recursive: true });
});

function take(port: number): Promise<void> {
  const server = createServer();
  servers.push(server);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

/** As after a fleet that answered. */
async function used(): Promise<number> {
  const base = await fleetPortBase(dir);
  writeFileSync(fleetPortFile(dir), String(base));
  return base;
}

test("the ports of an inventory stay the same", async () => {
  const base = await used();
  expect(await fleetPortBase(dir)).toBe(base);
});

test("ports on which no fleet has answered yet are not kept: the next start takes others", async () => {
  const base = await fleetPortBase(dir);
  await take(base);
  expect(await fleetPortBase(dir)).not.toBe(base);
});

test("a new inventory takes ports that are free", async () => {
  const base = await fleetPortBase(dir);
  await take(base + 2);
  const other = mkdtempSync(join(tmpdir(), "wheelhouse-ports-"));
  expect(await fleetPortBase(other)).not.toBe(base);
  rmSync(other, { recursive: true });
});

test("an inventory whose ports are in use says which, and what to do", async () => {
  const base = await used();
  await take(base + 6);
  await expect(fleetPortBase(dir)).rejects.toThrow(
    new RegExp(`^Port ${base + 6} of the demo fleet is in use.*--fresh`),
  );
});
