import { globSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { API_CONTRACTS } from "#lib/api-contracts";
import { readEnv } from "#lib/core/env";
import { silentLog } from "#lib/core/log";
import type { HttpMethod, RouteContract } from "#lib/http/contract";
import type { Route } from "#lib/http/define-route";
import { createMetrics } from "#lib/http/metrics";
import { createOpenApi } from "#lib/http/openapi";
import { manualClock } from "#lib/kubernetes/testing/manual-clock";
import { type Runtime, setRuntime } from "#lib/runtime";

const ROOT = join(import.meta.dirname, "..");
const METHODS: readonly HttpMethod[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
/** next-auth's own handler: it has its own protocol, no contract of ours. */
const NOT_OURS = /^app\/api\/auth\//;

type FoundRoute = { file: string; method: HttpMethod; route: Route };

async function findRoutes(): Promise<FoundRoute[]> {
  const files = globSync("app/api/**/route.ts", { cwd: ROOT }).filter((file) => !NOT_OURS.test(file));
  const found = files.map(async (file) => {
    const module: Record<string, Route> = await import(join(ROOT, file));
    return METHODS.flatMap((method) => (module[method] ? [{ file, method, route: module[method] }] : []));
  });
  return (await Promise.all(found)).flat();
}

/** `app/api/teams/[team]/route.ts` → `/api/teams/{team}`. */
const pathOf = (file: string) =>
  file
    .replace(/^app/, "")
    .replace(/\/route\.ts$/, "")
    .replaceAll(/\[(\w+)\]/g, "{$1}");
const nameOf = ({ method, path }: Pick<RouteContract, "method" | "path">) => `${method} ${path}`;

let routes: FoundRoute[];

beforeAll(async () => {
  routes = await findRoutes();
  const env = readEnv({ NODE_ENV: "test", WHEELHOUSE_SESSION_SECRET: "x".repeat(40) });
  const metrics = createMetrics({ processMetrics: false });
  // Nothing but this is there: whatever a route touched before asking who calls would throw, and answer 500.
  setRuntime({ env, metrics, clock: manualClock(), log: silentLog, ready: true } as unknown as Runtime);
});
afterAll(() => setRuntime(undefined));

describe("every JSON route", () => {
  test("has one contract, and every contract a route", () => {
    const contracts = API_CONTRACTS.map(nameOf).sort();
    expect(routes.map(({ route }) => nameOf(route.contract)).sort()).toEqual(contracts);
    expect(new Set(contracts).size).toBe(contracts.length);
  });

  test("stands at the path and the method that its contract says", () => {
    for (const { file, method, route } of routes) {
      expect(nameOf(route.contract)).toBe(nameOf({ method, path: pathOf(file) as `/api/${string}` }));
    }
  });

  test("names all parameters of its path in its schema, and no other", () => {
    for (const contract of API_CONTRACTS) {
      const inPath = [...contract.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
      expect([contract.path, Object.keys(contract.params?.shape ?? {}).sort()]).toEqual([contract.path, inPath]);
    }
  });

  test("refuses everybody without a session, before it looks at anything, unless it is declared public", async () => {
    for (const { method, route } of routes) {
      const hasBody = method !== "GET" && method !== "DELETE";
      const headers = { host: "localhost", "x-wheelhouse": "1", "content-type": "application/json" };
      const request = new Request("http://localhost/", { method, headers, body: hasBody ? "{" : undefined });
      const response = await route(request, { params: Promise.resolve({}) });
      const expected = route.contract.access === "public" ? response.status : 401;
      expect([nameOf(route.contract), response.status]).toEqual([nameOf(route.contract), expected]);
    }
  });

  test("is public only where nothing of anybody is shown", () => {
    expect(API_CONTRACTS.filter((contract) => contract.access === "public").map(nameOf)).toEqual([
      "GET /api/openapi.json",
    ]);
  });
});

describe("the OpenAPI document", () => {
  const document = createOpenApi(API_CONTRACTS, { serverUrl: "/", cookie: "session" });

  test("is of version 3.1 and describes every contract with its answer and its errors", () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    for (const { method, path, status = 200 } of API_CONTRACTS) {
      const operation = document.paths?.[path]?.[method.toLowerCase() as "get"];
      expect(Object.keys(operation?.responses ?? {})).toEqual([`${status}`, "default"]);
      expect(operation?.summary).toBeTruthy();
    }
  });

  test("names each operation once", () => {
    const ids = Object.values(document.paths ?? {}).flatMap((item) =>
      METHODS.flatMap((method) => item[method.toLowerCase() as "get"]?.operationId ?? []),
    );
    expect(ids).toHaveLength(API_CONTRACTS.length);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
