import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inventoryBuilder } from "#lib/access/testing";
import type { Clock } from "#lib/core/clock";
import { systemClock } from "#lib/core/clock";
import { readEnv } from "#lib/core/env";
import { silentLog } from "#lib/core/log";
import type { Runtime } from "#lib/runtime";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { actorFromRequest } from "./actor-from-request.ts";
import { endSession } from "./end-session.ts";
import { hashPassword } from "./hash-password.ts";
import { setLocalPassword } from "./set-local-password.ts";
import { createSignInThrottle } from "./sign-in-throttle.ts";
import { call, errorOf, ORIGIN, signInByForm, signOutByForm } from "./testing.ts";

const SECRET = "a-secret-of-these-tests-0123456789abcdef";
const PASSWORD = "a long password";
const HOUR = 3_600_000;

let db: TestDatabase;
let now = 0;
let names = 0;
const clock: Clock = { ...systemClock, now: () => now };

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(() => {
  now = Date.now();
});

function testRuntime(more: Partial<Runtime> = {}, url?: string): Runtime {
  const env = readEnv({ NODE_ENV: "test", WHEELHOUSE_SESSION_SECRET: SECRET, WHEELHOUSE_URL: url });
  return { env, clock, db, log: silentLog, throttle: createSignInThrottle(), ...more } as Runtime;
}

async function account(status: "active" | "suspended" = "active") {
  const user = await inventoryBuilder(db).user(`person-${++names}`);
  const passwordHash = await hashPassword(PASSWORD, { ln: 4, r: 8, p: 1 });
  await db.prisma.$transaction((tx) =>
    setLocalPassword(tx, { clock }, { userId: user.id, email: user.email, passwordHash }),
  );
  if (status === "suspended") await db.prisma.user.update({ where: { id: user.id }, data: { status } });
  return user;
}

/** A token as next-auth makes it. */
function makeSessionToken(sid: string, secret: string, maxAge: number): Promise<string> {
  return encode({ token: { sid }, secret, maxAge });
}

describe("signing in with a local account", () => {
  test("the right password gives a session whose cookie the page's scripts cannot read", async () => {
    const runtime = testRuntime();
    const user = await account();
    const { response, setCookie, cookie } = await signInByForm(runtime, user.email.toUpperCase(), PASSWORD);
    expect(response.status).toBe(200);
    expect(setCookie).toMatch(/HttpOnly/);
    expect(setCookie).toMatch(/SameSite=Lax/);
    expect(setCookie).not.toMatch(/Secure/);
    const actor = await actorFromRequest(runtime, { cookie });
    expect(actor).toMatchObject({
      userId: user.id,
      epoch: (await db.prisma.user.findUniqueOrThrow({ where: { id: user.id } })).accessEpoch,
    });
    expect(await actorFromRequest(runtime, new Headers({ cookie: cookie ?? "" }))).toEqual(actor);
  });

  test("behind https the cookies are Secure and bound to the host", async () => {
    const runtime = testRuntime({}, "https://portal.example");
    const user = await account();
    const { setCookie, cookie } = await signInByForm(runtime, user.email, PASSWORD);
    expect(setCookie).toMatch(/^__Host-wheelhouse\.session=.*Secure/);
    expect(await actorFromRequest(runtime, { cookie })).toMatchObject({ userId: user.id });
  });

  test("a wrong password, an unknown name and a suspended account get the same answer", async () => {
    const runtime = testRuntime();
    const user = await account();
    const suspended = await account("suspended");
    const answers = [
      await signInByForm(runtime, user.email, "not the password"),
      await signInByForm(runtime, "nobody@example.com", PASSWORD),
      await signInByForm(runtime, suspended.email, PASSWORD),
      await signInByForm(runtime, "x".repeat(100_00), PASSWORD),
      await signInByForm(runtime, "nul\0byte@example.com", PASSWORD),
    ];
    for (const { response, cookie } of answers) {
      expect(response.status).toBe(401);
      expect(await errorOf(response)).toBe("CredentialsSignin");
      expect(cookie).toBeUndefined();
    }
  });

  test("after too many failures even the right password is refused, and says so", async () => {
    const limits = { perAccountAndAddress: 3, perAccount: 30, perAddress: 100, windowSeconds: 60 };
    const runtime = testRuntime({ throttle: createSignInThrottle(limits) });
    const user = await account();
    for (let attempt = 0; attempt < 3; attempt++) await signInByForm(runtime, user.email, "wrong");
    const { response, cookie } = await signInByForm(runtime, user.email, PASSWORD);
    expect(await errorOf(response)).toBe("TooManyAttempts");
    expect(cookie).toBeUndefined();
    const other = await account();
    expect((await signInByForm(runtime, other.email, PASSWORD)).cookie).toBeDefined();
  });

  test("failures are written down, refusals by the throttle once", async () => {
    const limits = { perAccountAndAddress: 2, perAccount: 30, perAddress: 100, windowSeconds: 60 };
    const runtime = testRuntime({ throttle: createSignInThrottle(limits) });
    const user = await account();
    for (let attempt = 0; attempt < 6; attempt++) await signInByForm(runtime, user.email, "wrong");
    const rows = await db.prisma.auditEvent.findMany({ where: { targetName: user.email }, orderBy: { seq: "asc" } });
    expect(rows.map((row) => row.result)).toEqual(["failed", "failed", "denied"]);
  });

  test("one address that tries many names is stopped too", async () => {
    const limits = { perAccountAndAddress: 10, perAccount: 30, perAddress: 3, windowSeconds: 60 };
    const runtime = testRuntime({ throttle: createSignInThrottle(limits) });
    for (let attempt = 0; attempt < 3; attempt++) await signInByForm(runtime, `nobody-${attempt}@example.com`, "wrong");
    const { response } = await signInByForm(runtime, "nobody-9@example.com", "wrong");
    expect(await errorOf(response)).toBe("TooManyAttempts");
  });

  test("success, failure and sign-out are in the audit, without the password", async () => {
    const runtime = testRuntime();
    const user = await account();
    await signInByForm(runtime, user.email, "wrong horse battery");
    const { cookie } = await signInByForm(runtime, user.email, PASSWORD);
    await signOutByForm(runtime, cookie ?? "");
    const rows = await db.prisma.auditEvent.findMany({ orderBy: { seq: "desc" }, take: 3 });
    expect(rows.reverse().map((row) => [row.action, row.result])).toEqual([
      ["session.sign-in", "failed"],
      ["session.sign-in", "succeeded"],
      ["session.sign-out", "succeeded"],
    ]);
    expect(JSON.stringify(rows, (_key, value) => (typeof value === "bigint" ? `${value}` : value))).not.toMatch(
      /horse|long password/,
    );
  });

  test.each(["//evil.example", "https://evil.example/x", "/\\evil.example", "javascript:alert(1)"])(
    "callbackUrl %s leads nowhere else",
    async (callbackUrl) => {
      const runtime = testRuntime();
      const user = await account();
      const { response } = await signInByForm(runtime, user.email, PASSWORD, { callbackUrl });
      expect(((await response.json()) as { url: string }).url).toBe(`${ORIGIN}/`);
    },
  );

  test("an own callbackUrl is kept, as a path or with the origin", async () => {
    const runtime = testRuntime();
    const user = await account();
    for (const callbackUrl of ["/clusters?sort=name", `${ORIGIN}/clusters?sort=name`]) {
      const { response } = await signInByForm(runtime, user.email, PASSWORD, { callbackUrl });
      expect(((await response.json()) as { url: string }).url).toBe(`${ORIGIN}/clusters?sort=name`);
    }
  });

  test("a post from another site, or without the CSRF token, signs nobody in", async () => {
    const runtime = testRuntime();
    const user = await account();
    const form = { email: user.email, password: PASSWORD, json: "true" };
    const cross = await call(runtime, "POST", "callback/local", { form, headers: { "sec-fetch-site": "cross-site" } });
    expect(cross.status).toBe(403);
    const foreign = await call(runtime, "POST", "callback/local", {
      form,
      headers: { origin: "https://evil.example" },
    });
    expect(foreign.status).toBe(403);
    const tokenless = await call(runtime, "POST", "callback/local", { form });
    expect(tokenless.headers.getSetCookie().filter((value) => value.includes("wheelhouse.session="))).toEqual([]);
  });
});

describe("sessions", () => {
  test("signing out ends the session at once, also for a copy of the cookie, and raises the epoch for open streams", async () => {
    const runtime = testRuntime();
    const user = await account();
    const { cookie } = await signInByForm(runtime, user.email, PASSWORD);
    const before = await actorFromRequest(runtime, { cookie });
    await signOutByForm(runtime, cookie ?? "");
    expect(await actorFromRequest(runtime, { cookie })).toBeUndefined();
    const { accessEpoch } = await db.prisma.user.findUniqueOrThrow({ where: { id: user.id } });
    expect(accessEpoch).toBe((before?.epoch ?? 0) + 1);
  });

  test("signing in again makes a new session and ends the browser's old one", async () => {
    const runtime = testRuntime();
    const user = await account();
    const first = await signInByForm(runtime, user.email, PASSWORD);
    const second = await signInByForm(runtime, user.email, PASSWORD, { cookie: first.cookie });
    const actor = await actorFromRequest(runtime, { cookie: second.cookie });
    expect(actor?.userId).toBe(user.id);
    expect(await actorFromRequest(runtime, { cookie: first.cookie })).toBeUndefined();
  });

  test("a session ends after 8 idle hours, and use moves that end, but never past 24 hours", async () => {
    const runtime = testRuntime();
    const user = await account();
    const { cookie } = await signInByForm(runtime, user.email, PASSWORD);
    const start = now;
    for (const hours of [7.9, 15.7, 23.5]) {
      now = start + hours * HOUR;
      expect(await actorFromRequest(runtime, { cookie })).toBeDefined();
    }
    now = start + 24 * HOUR;
    expect(await actorFromRequest(runtime, { cookie })).toBeUndefined();

    now = Date.now();
    const idle = await signInByForm(runtime, user.email, PASSWORD);
    const openedAt = now;
    now = openedAt + 4 * HOUR;
    expect(await actorFromRequest(runtime, { cookie: idle.cookie }, { touch: false })).toBeDefined();
    now = openedAt + 8 * HOUR;
    expect(await actorFromRequest(runtime, { cookie: idle.cookie })).toBeUndefined();
  });

  test("sessions that ended a month ago are removed at the person's next sign-in", async () => {
    const runtime = testRuntime();
    const user = await account();
    const signIns = [now, now + 1_000, now + 31 * 24 * HOUR];
    for (const at of signIns) {
      now = at;
      await signInByForm(runtime, user.email, PASSWORD);
    }
    expect(await db.prisma.userSession.count({ where: { userId: user.id } })).toBe(3);
    now += HOUR * 24;
    await signInByForm(runtime, user.email, PASSWORD);
    expect(await db.prisma.userSession.count({ where: { userId: user.id } })).toBe(2);
  });

  test("suspending a person refuses their next request", async () => {
    const runtime = testRuntime();
    const user = await account();
    const { cookie } = await signInByForm(runtime, user.email, PASSWORD);
    await db.prisma.user.update({ where: { id: user.id }, data: { status: "suspended" } });
    expect(await actorFromRequest(runtime, { cookie })).toBeUndefined();
  });

  test("ending a session twice, or one that does not exist, does nothing", async () => {
    const runtime = testRuntime();
    await endSession(runtime, { sessionId: "00000000-0000-7000-8000-000000000000", action: "session.sign-out" });
  });

  test.each([
    ["nothing", {}],
    ["an empty cookie", { cookie: "wheelhouse.session=" }],
    ["a broken cookie", { cookie: "wheelhouse.session=%" }],
    ["a cookie of 1 MB", { cookie: `wheelhouse.session=${"a".repeat(1_000_000)}` }],
    ["a token without signature", { cookie: "wheelhouse.session=eyJhbGciOiJub25lIn0.eyJzaWQiOiJ4In0." }],
    [
      "a key id that is a path",
      {
        cookie: `wheelhouse.session=${Buffer.from('{"alg":"dir","enc":"A256GCM","kid":"../../etc/passwd"}').toString("base64url")}..AAAA.AAAA.AAAA`,
      },
    ],
    ["Bearer alone", { authorization: "Bearer" }],
    ["Bearer %", { authorization: "Bearer %" }],
    ["a Bearer of 1 MB", { authorization: `Bearer ${"a".repeat(1_000_000)}` }],
    ["__proto__ as cookie", { cookie: "__proto__=x; wheelhouse.session" }],
  ])("%s is nobody, never an error (H148)", async (_name, headers) => {
    expect(await actorFromRequest(testRuntime(), headers)).toBeUndefined();
  });

  test("tokens of another secret, too old, or without a session id are nobody", async () => {
    const runtime = testRuntime();
    const user = await account();
    const { cookie } = await signInByForm(runtime, user.email, PASSWORD);
    const sessionId = (await actorFromRequest(runtime, { cookie }))?.sessionId ?? "";
    const tokens = [
      await makeSessionToken(sessionId, "another-secret-another-secret-another", 60),
      await makeSessionToken(sessionId, SECRET, -60),
      await makeSessionToken("../../etc/passwd", SECRET, 60),
    ];
    for (const token of tokens) {
      expect(await actorFromRequest(runtime, { cookie: `wheelhouse.session=${token}` })).toBeUndefined();
    }
    const good = await makeSessionToken(sessionId, SECRET, 60);
    expect(await actorFromRequest(runtime, { cookie: `wheelhouse.session=${good}` })).toBeDefined();
    expect(
      await actorFromRequest(runtime, { authorization: `Bearer ${good}`, cookie: `wheelhouse.session=${good}` }),
    ).toBeUndefined();
  });

  test("a database that does not answer refuses with unavailable, not with nobody and not with somebody", async () => {
    const runtime = testRuntime();
    const user = await account();
    const { cookie } = await signInByForm(runtime, user.email, PASSWORD);
    const broken = {
      prisma: { userSession: { findUnique: () => Promise.reject(new Error("gone")) } },
    } as unknown as Runtime["db"];
    await expect(actorFromRequest({ ...runtime, db: broken }, { cookie })).rejects.toMatchObject({
      code: "unavailable",
    });
  });
});
