import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { inventoryBuilder } from "#lib/access/testing";
import { hashPassword } from "#lib/auth/hash-password";
import { setLocalPassword } from "#lib/auth/set-local-password";
import { createSignInThrottle } from "#lib/auth/sign-in-throttle";
import { signInByForm } from "#lib/auth/testing";
import { type Clock, systemClock } from "#lib/core/clock";
import { readEnv } from "#lib/core/env";
import { silentLog } from "#lib/core/log";
import { type Runtime, setRuntime } from "#lib/runtime";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { getJson, lookAgain } from "./api-client.ts";
import { defineContract } from "./contract.ts";
import { defineRoute, type Route } from "./define-route.ts";
import { createMetrics } from "./metrics.ts";

const HOUR = 3_600_000;
const contract = defineContract({
  ...({ method: "GET", path: "/api/things", summary: "Things", tags: ["Things"], access: "signed-in" } as const),
  response: z.object({}),
});
const route = defineRoute(contract, async () => ({})) as Route;

let db: TestDatabase;
let now = Date.now();
const clock: Clock = { ...systemClock, now: () => now };

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
afterEach(() => {
  setRuntime(undefined);
  vi.unstubAllGlobals();
});

/** Somebody who has just signed in; the browser's requests reach the route. */
async function signedInBrowser(): Promise<void> {
  const env = readEnv({ NODE_ENV: "test", WHEELHOUSE_SESSION_SECRET: "a-secret-of-these-tests-0123456789abcdef" });
  const parts = { env, clock, db, log: silentLog, throttle: createSignInThrottle(), ready: true };
  const runtime = { ...parts, metrics: createMetrics({ processMetrics: false }) } as unknown as Runtime;
  const { id: userId, email } = await inventoryBuilder(db).user(`person-${now}`);
  const passwordHash = await hashPassword("a long password", { ln: 4, r: 8, p: 1 });
  await db.prisma.$transaction((tx) => setLocalPassword(tx, { clock }, { userId, email, passwordHash }));
  const { cookie = "" } = await signInByForm(runtime, email, "a long password");
  setRuntime(runtime);
  vi.stubGlobal("fetch", (url: string, { headers }: { headers: Record<string, string> }) =>
    route(new Request(`http://localhost${url}`, { headers: { ...headers, cookie } }), { params: Promise.resolve({}) }),
  );
}

test.each([
  ["what a person asks for keeps their session alive", getJson, 200],
  ["what a page asks for by itself does not: being open is not being used", lookAgain, 401],
])("%s", async (_, ask, status) => {
  await signedInBrowser();
  for (let hours = 1; hours < 8; hours++) {
    now += HOUR;
    await ask("/api/things");
  }
  now += 1.5 * HOUR;
  const answer = await ask("/api/things").then(
    () => 200,
    (error: { status: number }) => error.status,
  );
  expect(answer).toBe(status);
});
