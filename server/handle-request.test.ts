import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { systemClock } from "#lib/core/clock";
import { readEnv } from "#lib/core/env";
import { silentLog } from "#lib/core/log";
import type { Runtime } from "#lib/runtime";
import { createRequestHandler, type Handler } from "./handle-request.ts";

let server: Server | undefined;
afterEach(() => void server?.close());

/** A portal on this machine whose every page answers 200. @returns its port */
async function serve(): Promise<number> {
  let handle: Handler | undefined;
  server = createServer((request, response) => void handle?.(request, response));
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const env = readEnv({ NODE_ENV: "test", WHEELHOUSE_URL: `http://localhost:${port}` });
  const runtime = { env, clock: systemClock, log: silentLog } as unknown as Runtime;
  handle = createRequestHandler(runtime, async (_, response) => void response.end("page"), { dev: false });
  return port;
}

test("who types 127.0.0.1 gets to the page of localhost, and changes nothing by that name", async () => {
  const port = await serve();
  const [other, own] = [`http://127.0.0.1:${port}/apps?team=a`, `http://localhost:${port}/apps?team=a`];
  const sent = await fetch(other, { redirect: "manual" });
  expect([sent.status, sent.headers.get("location")]).toEqual([307, own]);
  expect(await (await fetch(other)).text()).toBe("page");
  expect((await fetch(other, { method: "POST" })).status).toBe(400);
});
