import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { readEnv } from "#lib/core/env";
import { badField, failure } from "#lib/core/errors";
import { silentLog } from "#lib/core/log";
import { manualClock } from "#lib/kubernetes/testing/manual-clock";
import { type Runtime, setRuntime } from "#lib/runtime";
import { defineContract } from "./contract.ts";
import { defineRoute, type Route, readQuery } from "./define-route.ts";
import { createMetrics } from "./metrics.ts";
import { MAX_BODY_BYTES } from "./read-json-body.ts";
import { sharedBody } from "./shared-body.ts";

const contract = defineContract({
  method: "POST",
  path: "/api/things/{thing}",
  summary: "Change a thing",
  tags: ["Things"],
  access: "public",
  params: z.object({ thing: z.string().max(10) }),
  query: z.strictObject({ dry: z.enum(["yes", "no"]).optional() }),
  body: z.strictObject({ name: z.string().min(2, "at least 2 characters") }),
  response: z.object({ name: z.string() }),
});

let metrics: ReturnType<typeof createMetrics>;
const runtimeWith = (more: Partial<Runtime> = {}) => {
  metrics = createMetrics({ processMetrics: false });
  const env = readEnv({ NODE_ENV: "test" });
  setRuntime({ env, clock: manualClock(), log: silentLog, metrics, ready: true, ...more } as Runtime);
};
beforeEach(() => runtimeWith());
afterEach(() => setRuntime(undefined));

const OWN = { "x-wheelhouse": "1", "content-type": "application/json", host: "localhost" };

async function call(
  route: unknown,
  init: RequestInit = {},
  url = "http://localhost/api/things/one",
  params = { thing: "one" },
) {
  const request = new Request(url, { method: "POST", headers: OWN, body: '{"name":"new"}', ...init });
  const response = await (route as Route)(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

describe("a route", () => {
  test("hands over parsed input and answers JSON that nobody may keep", async () => {
    const route = defineRoute(contract, ({ params, query, body }) => ({
      name: `${params.thing} ${query.dry} ${body.name}`,
    }));
    const answer = await call(route, {}, "http://localhost/api/things/one?dry=yes");
    expect(answer).toMatchObject({ status: 200, body: { name: "one yes new" } });
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("x-request-id")).toBeTruthy();
  });

  const ok = defineRoute(contract, () => ({ name: "ok" }));
  test.each([
    ["a body that is not JSON", { body: "{" }, 400, "bad_input"],
    ["another content type", { headers: { ...OWN, "content-type": "text/plain" } }, 400, "bad_input"],
    ["a wrong field", { body: '{"name":"x"}' }, 400, "bad_input"],
    ["an unknown field", { body: '{"name":"new","role":"platform"}' }, 400, "bad_input"],
    ["a body beyond 1 MB", { body: JSON.stringify({ name: "x".repeat(MAX_BODY_BYTES) }) }, 413, "too_large"],
    ["a request of another site", { headers: { ...OWN, origin: "https://evil.example" } }, 403, "forbidden"],
  ])("refuses %s", async (_, init, status, code) => {
    const answer = await call(ok, init);
    expect(answer).toMatchObject({ status, body: { error: { code } } });
  });

  test("names the field and its rule, never the value", async () => {
    const { body } = await call(ok, { body: '{"name":"§"}' });
    expect(body.error.fields).toEqual([{ field: "name", rule: "at least 2 characters" }]);
    expect(JSON.stringify(body)).not.toContain("§");
  });

  test("refuses repeated and unknown parameters", async () => {
    for (const search of ["?dry=yes&dry=no", "?wet=yes"]) {
      const answer = await call(ok, {}, `http://localhost/api/things/one${search}`);
      expect(answer.status).toBe(400);
    }
  });

  test("masks what it does not know, and says what it does", async () => {
    const leak = await call(defineRoute(contract, () => Promise.reject(new Error("password=hunter2"))));
    expect(leak).toMatchObject({ status: 500, body: { error: { code: "internal" } } });
    expect(JSON.stringify(leak.body)).not.toContain("hunter2");
    const known = await call(defineRoute(contract, () => Promise.reject(badField("name", "is taken"))));
    expect(known).toMatchObject({ status: 400, body: { error: { fields: [{ field: "name", rule: "is taken" }] } } });
    const timeout = Object.assign(new Error("x"), { kubernetes: true, cluster: "eu-prod", unreachable: "timeout" });
    expect(await call(defineRoute(contract, () => Promise.reject(timeout)))).toMatchObject({ status: 504 });
  });

  test("fails loudly outside production when its answer does not fit its schema", async () => {
    const wrong = defineRoute(contract, () => ({ nam: "x" }) as unknown as { name: string });
    expect((await call(wrong)).status).toBe(500);
    runtimeWith({ env: readEnv({ NODE_ENV: "production" }) });
    expect((await call(wrong)).status).toBe(200);
  });

  test("is closed while the process starts or drains", async () => {
    runtimeWith({ ready: false });
    expect(await call(ok)).toMatchObject({ status: 503, body: { error: { code: "unavailable" } } });
  });

  test("counts each request under its pattern", async () => {
    await call(ok);
    await call(ok, { body: "{" });
    const { text } = await metrics.render();
    expect(text).toContain(
      'wheelhouse_http_request_seconds_count{method="POST",route="/api/things/{thing}",status="200"} 1',
    );
    expect(text).toContain('status="400"} 1');
  });
});

describe("a route with a revision", () => {
  const list = defineContract({
    method: "GET",
    path: "/api/list",
    summary: "List",
    tags: [],
    access: "public",
    response: z.object({ items: z.array(z.string()), revision: z.string() }),
  });
  const get = (route: unknown, headers: Record<string, string> = {}) =>
    call(route, { method: "GET", body: undefined, headers }, "http://localhost/api/list");

  test("gets an ETag, and 304 for who holds it", async () => {
    const route = defineRoute(list, () => ({ items: ["a"], revision: "r1" }));
    expect((await get(route)).headers.get("etag")).toBe('"r1"');
    expect(await get(route, { "if-none-match": '"r1"' })).toMatchObject({ status: 304, body: undefined });
    expect((await get(route, { "if-none-match": '"r0"' })).status).toBe(200);
  });

  test("sends shared bytes as they are", async () => {
    const body = Buffer.from('{"items":["b"],"revision":"r2"}');
    const answer = await get(defineRoute(list, () => sharedBody({ body, revision: "r2" })));
    expect(answer).toMatchObject({ status: 200, body: { items: ["b"] } });
    expect(answer.headers.get("etag")).toBe('"r2"');
  });
});

describe("a route for signed-in people", () => {
  test("refuses anybody else before it looks at the input", async () => {
    const route = defineRoute({ ...contract, access: "signed-in" } as const, () => Promise.reject(failure("internal")));
    expect(await call(route, { body: "{" })).toMatchObject({ status: 401, body: { error: { code: "not_signed_in" } } });
  });
});

test("repeated parameters are lists, hostile names are plain data", () => {
  expect(readQuery("/x?a=1&b=2&b=3")).toEqual({ a: "1", b: ["2", "3"] });
  expect(Object.hasOwn(readQuery("/x?__proto__=1"), "__proto__")).toBe(true);
});
