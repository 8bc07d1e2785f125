import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { readEnv } from "#lib/core/env";
import { silentLog } from "#lib/core/log";
import { createMetrics } from "#lib/http/metrics";
import type { Runtime } from "#lib/runtime";
import { answerOperations } from "./operations.ts";

let server: Server | undefined;
afterEach(() => void server?.close());

async function serve(more: Partial<Runtime> = {}, token?: string) {
  const env = readEnv({ NODE_ENV: "test", WHEELHOUSE_METRICS_TOKEN: token });
  const metrics = createMetrics({ processMetrics: false });
  const db = { ping: async () => {} };
  const runtime = { env, metrics, db, log: silentLog, ready: true, ...more } as unknown as Runtime;
  server = createServer((request, response) => {
    if (!answerOperations(runtime, request, response)) response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return async (path: string, init: RequestInit = {}) => (await fetch(`http://127.0.0.1:${port}${path}`, init)).status;
}

describe("readiness", () => {
  test("is lost with the database and while draining, liveness is not", async () => {
    const down = await serve({ db: { ping: () => Promise.reject(new Error("no")) } as unknown as Runtime["db"] });
    expect([await down("/readyz"), await down("/healthz")]).toEqual([503, 200]);
    const draining = await serve({ draining: true });
    expect([await draining("/readyz"), await draining("/healthz")]).toEqual([503, 200]);
  });

  test("is lost when the database hangs", async () => {
    const hangs = await serve({ db: { ping: () => new Promise(() => {}) } as unknown as Runtime["db"] });
    expect(await hangs("/readyz")).toBe(503);
  });
});

describe("metrics", () => {
  test("need the token where one is set, and look like nothing without it", async () => {
    const get = await serve({}, "a-token-of-this-test");
    expect(await get("/metrics")).toBe(404);
    expect(await get("/metrics", { headers: { authorization: "Bearer wrong" } })).toBe(404);
    expect(await get("/metrics", { headers: { authorization: "Bearer a-token-of-this-test" } })).toBe(200);
  });
});

test("nothing else is answered here, and nothing is changed by them", async () => {
  const get = await serve();
  expect(await get("/healthz/x")).toBe(418);
  expect(await get("/healthz", { method: "POST" })).toBe(418);
});
