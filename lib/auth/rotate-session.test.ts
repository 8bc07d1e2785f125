import { expect, test } from "vitest";
import { readEnv } from "#lib/core/env";
import { manualClock } from "#lib/kubernetes/testing/manual-clock";
import { makeSessionCookie } from "./rotate-session.ts";
import { readSessionToken } from "./session-token.ts";

const SECRET = "a-secret-of-these-tests-0123456789abcdef";
const sessionId = "00000000-0000-7000-8000-000000000000";

test.each([
  [undefined, /^wheelhouse\.session=([^;]+); Path=\/; Max-Age=60; HttpOnly; SameSite=Lax$/],
  [
    "https://portal.example",
    /^__Host-wheelhouse\.session=([^;]+); Path=\/; Max-Age=60; HttpOnly; SameSite=Lax; Secure$/,
  ],
])("the cookie of a session at %s lasts as long as the session can, and scripts cannot read it", async (url, shape) => {
  const clock = manualClock();
  const env = readEnv({ NODE_ENV: "test", WHEELHOUSE_SESSION_SECRET: SECRET, WHEELHOUSE_URL: url });
  const cookie = await makeSessionCookie({ env, clock }, { sessionId, expiresAt: new Date(clock.now() + 60_000) });
  const token = shape.exec(cookie)?.[1] ?? cookie;
  expect(await readSessionToken(token, SECRET)).toBe(sessionId);
});
