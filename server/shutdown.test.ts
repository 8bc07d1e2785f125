import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import type { Runtime } from "#lib/runtime";
import { createShutdown } from "./shutdown.ts";

let server: Server;
afterEach(() => void server.closeAllConnections());

async function start(listener: Parameters<typeof createServer>[1]) {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

test("lets what is under way finish, tells viewers, then closes everything and ends well", async () => {
  const steps: string[] = [];
  let release: (() => void) | undefined;
  const port = await start((_, response) => {
    release = () => response.end("done");
  });
  const runtime = { clock: systemClock, log: silentLog, ready: true, live: { drain: () => steps.push("drain") } };
  const answer = new Promise<string>((resolve) => {
    get({ port, agent: false }, (response) => response.on("data", (chunk) => resolve(String(chunk))));
  });
  await vi.waitFor(() => expect(release).toBeDefined());
  const exit = vi.fn();
  const close = async () => void steps.push("close");
  const shutdown = createShutdown({ runtime: runtime as unknown as Runtime, server, close, exit });
  const done = shutdown("SIGTERM");
  expect(runtime.ready).toBe(false);
  expect(steps).toEqual(["drain"]);
  release?.();
  expect(await answer).toBe("done");
  await done;
  expect(steps).toEqual(["drain", "close"]);
  expect(exit).toHaveBeenCalledExactlyOnceWith(0);
});

test("ends badly when closing fails, and at once when asked twice", async () => {
  await start((_, response) => response.end());
  const live = { drain: () => {} };
  const runtime = { clock: systemClock, log: silentLog, ready: true, live } as unknown as Runtime;
  const exit = vi.fn();
  const shutdown = createShutdown({ runtime, server, close: () => Promise.reject(new Error("no")), exit });
  await shutdown("SIGTERM");
  expect(exit).toHaveBeenLastCalledWith(1);
  await shutdown("SIGTERM");
  expect(exit).toHaveBeenCalledTimes(2);
});
