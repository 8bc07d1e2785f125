import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { readEnv } from "#lib/core/env";
import { badField, failure } from "#lib/core/errors";
import { silentLog } from "#lib/core/log";
import { manualClock } from "#lib/kubernetes/testing/manual-clock";
import { type Runtime, setRuntime } from "#lib/runtime";
import { defineContract } from "./contract.ts";
import { defineRoute, type Route } from "./define-route.ts";
import { createMetrics } from "./metrics.ts";
import { createOpenApi } from "./openapi.ts";

const contract = defineContract({
  method: "POST",
  path: "/api/work",
  summary: "Work",
  tags: [],
  access: "public",
  body: z.object({ name: z.string() }),
  progress: z.object({ step: z.number() }),
  response: z.object({ steps: z.number() }),
});

let metrics: ReturnType<typeof createMetrics>;
beforeEach(() => {
  metrics = createMetrics({ processMetrics: false });
  const env = readEnv({ NODE_ENV: "test" });
  setRuntime({ env, clock: manualClock(), log: silentLog, metrics, ready: true } as unknown as Runtime);
});
afterEach(() => setRuntime(undefined));

async function post(route: unknown, init: { accept?: string; body?: string; signal?: AbortSignal } = {}) {
  const { accept = "application/x-ndjson", body = '{"name":"x"}', signal } = init;
  const headers = { "x-wheelhouse": "1", "content-type": "application/json", host: "localhost", accept };
  const request = new Request("http://localhost/api/work", { method: "POST", headers, body, signal });
  return await (route as Route)(request, { params: Promise.resolve({}) });
}

const linesOf = async (response: Response) =>
  (await response.text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("a route that reports while it works", () => {
  test("sends what happened before the end has come", async () => {
    const end = Promise.withResolvers<void>();
    const route = defineRoute(contract, async ({ report }) => {
      report({ step: 1 });
      await end.promise;
      report({ step: 2 });
      return { steps: 2 };
    });
    const response = await post(route);
    expect(response.headers.get("content-type")).toBe("application/x-ndjson");
    expect(response.headers.get("cache-control")).toContain("no-transform");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect(await reader?.read()).toEqual({ done: false, value: '{"progress":{"step":1}}\n' });
    end.resolve();
    expect(await reader?.read()).toMatchObject({ value: '{"progress":{"step":2}}\n' });
    expect(await reader?.read()).toMatchObject({ value: '{"result":{"steps":2}}\n' });
    expect(await reader?.read()).toMatchObject({ done: true });
  });

  test("answers plain JSON to callers who did not ask for lines", async () => {
    const route = defineRoute(contract, ({ report }) => {
      report({ step: 1 });
      return { steps: 1 };
    });
    const response = await post(route, { accept: "application/json, */*" });
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({ steps: 1 });
  });

  test("answers as any other route what is refused before the first line", async () => {
    const refused = defineRoute(contract, () => Promise.reject(badField("name", "is taken")));
    for (const response of [await post(refused), await post(refused, { body: "{" })]) {
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { code: "bad_input" } });
    }
  });

  test("ends with the error when something fails on the way, masked like any other", async () => {
    const failing = (error: unknown) =>
      defineRoute(contract, async ({ report }) => {
        report({ step: 1 });
        await Promise.resolve();
        throw error;
      });
    const known = await linesOf(await post(failing(failure("conflict", "It was paused."))));
    expect(known).toMatchObject([
      { progress: { step: 1 } },
      { error: { code: "conflict", message: "It was paused." } },
    ]);
    const unknown = await linesOf(await post(failing(new Error("password=hunter2"))));
    expect(unknown[1]).toMatchObject({ error: { code: "internal", requestId: expect.any(String) } });
    expect(JSON.stringify(unknown)).not.toContain("hunter2");
  });

  test.each([
    ["stops reading", async (response: Response) => void (await response.body?.cancel())],
    ["closes the connection", async (_: Response, abort: AbortController) => abort.abort()],
  ])("stops the work when the caller %s, and says why", async (_, leave) => {
    const stopped = Promise.withResolvers<unknown>();
    const route = defineRoute(contract, ({ report, ctx }) => {
      report({ step: 1 });
      const { promise, reject } = Promise.withResolvers<{ steps: number }>();
      ctx.signal?.addEventListener("abort", () => {
        stopped.resolve(ctx.signal?.reason);
        reject(ctx.signal?.reason);
      });
      return promise;
    });
    const abort = new AbortController();
    const response = await post(route, { signal: abort.signal });
    await leave(response, abort);
    expect(await stopped.promise).toMatchObject({ code: "client_closed" });
  });

  test("is counted once, when it has ended", async () => {
    const end = Promise.withResolvers<{ steps: number }>();
    const route = defineRoute(contract, ({ report }) => {
      report({ step: 1 });
      return end.promise;
    });
    const response = await post(route);
    expect((await metrics.render()).text).not.toContain('route="/api/work"');
    end.resolve({ steps: 1 });
    await response.text();
    expect((await metrics.render()).text).toContain('route="/api/work",status="200"} 1');
  });

  test("is described with both media types", () => {
    const document = createOpenApi([contract], { serverUrl: "/", cookie: "session" });
    const operation = document.paths?.["/api/work"]?.post;
    expect(Object.keys(operation?.responses?.["200"]?.content ?? {})).toEqual([
      "application/json",
      "application/x-ndjson",
    ]);
    expect(operation?.description).toContain("one JSON object per line");
  });
});

test("a handler can set a cookie", async () => {
  const { progress: _, ...plain } = contract;
  const route = defineRoute(plain, ({ http }) => {
    http.setCookie("a=1; Path=/");
    return { steps: 0 };
  });
  expect((await post(route)).headers.getSetCookie()).toEqual(["a=1; Path=/"]);
});
