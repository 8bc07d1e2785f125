import { encode } from "next-auth/jwt";
import { describe, expect, test, vi } from "vitest";
import { systemClock } from "#lib/core/clock";
import { readEnv } from "#lib/core/env";
import { type Log, silentLog } from "#lib/core/log";
import type { Runtime } from "#lib/runtime";
import { handleAuth } from "./handle-auth.ts";
import { call, ORIGIN, signOutByForm } from "./testing.ts";

const SECRET = "a-secret-of-these-tests-0123456789abcdef";
const SESSION = "00000000-0000-7000-8000-000000000000";

function testRuntime(more: Partial<Runtime> = {}): Runtime {
  const env = readEnv({ NODE_ENV: "test", WHEELHOUSE_SESSION_SECRET: SECRET });
  return { env, clock: systemClock, log: silentLog, ...more } as Runtime;
}

describe("what next-auth can do besides what the portal uses", () => {
  test.each([
    ["POST", "_log"],
    ["GET", "session"],
    ["POST", "session"],
    ["GET", "providers"],
    ["POST", "signin/local"],
    ["GET", "signin"],
    ["GET", "signout"],
    ["GET", "error"],
    ["GET", "verify-request"],
    ["GET", "callback/local"],
    ["POST", "callback/other"],
    ["POST", "callback/local/more"],
    ["GET", "csrf/"],
    ["GET", ""],
  ])("%s %s is nothing", async (method, path) => {
    const form = method === "POST" ? { code: "x" } : undefined;
    expect((await call(testRuntime(), method, path, { form })).status).toBe(404);
  });

  test("GET csrf answers", async () => {
    expect((await call(testRuntime(), "GET", "csrf")).status).toBe(200);
  });

  test("no stranger's text reaches the log", async () => {
    const said: unknown[] = [];
    const log: Log = { ...silentLog, error: (...all) => said.push(all), warn: (...all) => said.push(all) };
    const form = { level: "error", code: "FORGED", error: "forged by a stranger" };
    await call(testRuntime({ log }), "POST", "_log", { form });
    expect(JSON.stringify(said)).not.toMatch(/forged/i);
  });
});

test("a body is not read beyond its limit, whoever sends it", async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 4_096;
      if (sent > 10 * 1024 * 1024) controller.close();
      else controller.enqueue(new Uint8Array(4_096));
    },
  });
  const init = { method: "POST", headers: { host: "127.0.0.1:4000" }, body, duplex: "half" };
  const answer = await handleAuth(testRuntime(), new Request(`${ORIGIN}/api/auth/callback/local`, init as RequestInit));
  expect(answer.status).toBe(413);
  expect(sent).toBeLessThan(64 * 1024);
});

test("a sign-out that could not end the session says so, and the browser keeps its cookie", async () => {
  const db = { prisma: { $transaction: () => Promise.reject(new Error("gone")) } } as unknown as Runtime["db"];
  const error = vi.fn();
  const runtime = testRuntime({ db, log: { ...silentLog, error } });
  const token = await encode({ token: { sid: SESSION }, secret: SECRET });
  const answer = await signOutByForm(runtime, `wheelhouse.session=${token}`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({
    error: { code: "unavailable", message: expect.stringMatching(/still signed in/) },
  });
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(error).toHaveBeenCalledOnce();
});
