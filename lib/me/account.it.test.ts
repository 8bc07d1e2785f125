import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inventoryBuilder } from "#lib/access/testing";
import { actorFromRequest } from "#lib/auth/actor-from-request";
import { hashPassword } from "#lib/auth/hash-password";
import { makeSessionCookie } from "#lib/auth/rotate-session";
import { setLocalPassword } from "#lib/auth/set-local-password";
import { createSignInThrottle } from "#lib/auth/sign-in-throttle";
import { signInByForm } from "#lib/auth/testing";
import type { Context } from "#lib/context";
import { readEnv } from "#lib/core/env";
import type { Runtime } from "#lib/runtime";
import { resetPassword } from "#lib/users/reset-password";
import { suspendUser } from "#lib/users/suspend-user";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { contextOf, signedIn } from "../../test/verb-context.ts";
import { changePassword } from "./change-password.ts";
import { getAccount } from "./get-account.ts";
import { getMe } from "./get-me.ts";
import { signOutElsewhere } from "./sign-out-elsewhere.ts";

const HERE = "192.0.2.1";
const NEW = "a password of my own";
const CHEAP = { ln: 4, r: 8, p: 1 };

let db: TestDatabase;
let pat: Context;
let throttle: NonNullable<Runtime["throttle"]>;
let names = 0;

beforeAll(async () => {
  db = await openTestDatabase();
  pat = await signedIn(db, "pat", "platform");
});
afterAll(() => db.close());
beforeEach(() => {
  throttle = createSignInThrottle();
});

const env = readEnv({ NODE_ENV: "test", WHEELHOUSE_SESSION_SECRET: "a-secret-of-these-tests-0123456789abcdef" });

/** A new account, and how it signs in: each time as another browser. */
async function newPerson() {
  const { id, email } = await inventoryBuilder(db).user(`person-${++names}`);
  const { runtime } = await contextOf(db, id, { env, throttle });
  const password = "a password made for them";
  const passwordHash = await hashPassword(password, CHEAP);
  await db.prisma.$transaction((tx) => setLocalPassword(tx, runtime, { userId: id, email, passwordHash }));
  return { id, email, password, runtime, signIn: (secret = password) => signInAs(runtime, email, secret) };
}

async function signInAs(runtime: Runtime, email: string, password: string) {
  const { cookie = "" } = await signInByForm(runtime, email, password);
  const actor = await actorFromRequest(runtime, { cookie });
  if (actor === undefined) throw new Error("not signed in");
  return { cookie, ctx: { runtime, actor, requestId: "r" } satisfies Context };
}

const isKnown = async (runtime: Runtime, cookie: string) => (await actorFromRequest(runtime, { cookie })) !== undefined;
const eventsOf = (actorId: string, action: string) =>
  db.prisma.auditEvent.findMany({ where: { actorId, action }, orderBy: { seq: "asc" } });

describe("changing one's own password", () => {
  it("ends every other session and gives this one another id: an old copy of its cookie is nobody's", async () => {
    const { runtime, email, password, signIn, id } = await newPerson();
    const here = await signIn();
    const elsewhere = await signIn();
    const epoch = here.ctx.actor.epoch;
    const changed = await changePassword(here.ctx, { currentPassword: password, newPassword: NEW }, HERE);
    expect(changed.sessions).toBe(1);
    expect(await isKnown(runtime, elsewhere.cookie)).toBe(false);
    expect(await isKnown(runtime, here.cookie)).toBe(false);
    const setCookie = await makeSessionCookie(runtime, changed.session);
    expect(setCookie).toMatch(/^wheelhouse\.session=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    const actor = await actorFromRequest(runtime, { cookie: setCookie.split(";")[0] });
    expect(actor).toMatchObject({ userId: id, sessionId: changed.session.sessionId });
    expect(actor?.epoch).toBeGreaterThan(epoch);
    expect((await signInByForm(runtime, email, password)).cookie).toBeUndefined();
    expect((await signInByForm(runtime, email, NEW)).cookie).toBeDefined();
  });

  it.each([
    ["a wrong current password", { currentPassword: "not the password" }, "currentPassword", "is not right"],
    ["a short one", { newPassword: "short" }, "newPassword", "at least 12 characters"],
    ["an endless one", { newPassword: "x".repeat(257) }, "newPassword", "at most 256 characters"],
    ["the e-mail address", { newPassword: "" }, "newPassword", "not the e-mail address"],
    ["the current one", {}, "newPassword", "not the current password"],
  ])("refuses %s with its field and rule, and changes nothing", async (what, wrong, field, rule) => {
    const { runtime, email, password, signIn } = await newPerson();
    const { ctx, cookie } = await signIn();
    const other = await signIn();
    const given = what === "the e-mail address" ? { newPassword: email.toUpperCase() } : wrong;
    const newPassword = what === "the current one" ? password : NEW;
    const refused = changePassword(ctx, { currentPassword: password, newPassword, ...given }, HERE);
    await expect(refused).rejects.toMatchObject({ code: "bad_input", fields: [{ field, rule }] });
    for (const known of [cookie, other.cookie]) expect(await isKnown(runtime, known)).toBe(true);
    expect((await signInByForm(runtime, email, password)).cookie).toBeDefined();
  });

  it("stops guesses of the current password like those of a sign-in, and counts both together", async () => {
    const limits = { perAccountAndAddress: 3, perAccount: 30, perAddress: 100, windowSeconds: 60 };
    throttle = createSignInThrottle(limits);
    const { signIn, password, id, email } = await newPerson();
    const { ctx } = await signIn();
    const guess = (currentPassword: string) => changePassword(ctx, { currentPassword, newPassword: NEW }, HERE);
    for (let attempt = 0; attempt < 3; attempt += 1)
      await expect(guess("wrong")).rejects.toMatchObject({ code: "bad_input" });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(guess(password)).rejects.toMatchObject({ code: "too_many_requests" });
    }
    expect(await throttle.begin({ account: email, address: HERE })).toBeDefined();
    const rows = await eventsOf(id, "user.password.change");
    expect(rows.map((row) => row.result)).toEqual(["failed", "failed", "failed", "denied"]);
  });

  it("is in the audit without any password, and not at all when the audit cannot be written", async () => {
    const { signIn, password, id, runtime } = await newPerson();
    const { ctx, cookie } = await signIn();
    const broken = { ...ctx, actor: { ...ctx.actor, displayName: undefined as unknown as string } };
    await expect(changePassword(broken, { currentPassword: password, newPassword: NEW }, HERE)).rejects.toThrow();
    expect(await isKnown(runtime, cookie)).toBe(true);
    await changePassword(ctx, { currentPassword: password, newPassword: NEW }, HERE);
    const rows = await eventsOf(id, "user.password.change");
    expect(rows).toMatchObject([{ result: "succeeded", targetId: id, detail: { sessions: 0 } }]);
    const text = JSON.stringify(rows.map((row) => [row.targetName, row.detail]));
    for (const secret of [password, NEW, "scrypt"]) expect(text).not.toContain(secret);
  });

  it("does not overwrite a password that was reset while the current one was verified", async () => {
    const { signIn, password, id } = await newPerson();
    const { ctx } = await signIn();
    const changing = changePassword(ctx, { currentPassword: password, newPassword: NEW }, HERE);
    const reset = resetPassword(pat, id);
    const [changed] = await Promise.allSettled([changing, reset]);
    const stored = await reset;
    if (changed.status === "rejected") expect(["conflict", "not_signed_in"]).toContain(changed.reason.code);
    const again = await signInByForm(ctx.runtime, stored.email, stored.password);
    const own = await signInByForm(ctx.runtime, stored.email, NEW);
    expect([again.cookie, own.cookie].filter(Boolean)).toHaveLength(1);
  });

  it("is not there for an account that signs in elsewhere", async () => {
    const ctx = await signedIn(db, "oidc", "member", { env, throttle });
    const refused = changePassword(ctx, { currentPassword: "anything", newPassword: NEW }, HERE);
    await expect(refused).rejects.toMatchObject({ code: "conflict" });
    expect((await getAccount(ctx)).password).toBeUndefined();
  });
});

describe("the account", () => {
  it("names the person, their teams with whether they can be opened, and where they are signed in", async () => {
    const { signIn, id } = await newPerson();
    const builder = inventoryBuilder(db);
    const team = await builder.team("crew");
    await builder.member(id, team.id, "owner");
    await signIn();
    const { ctx } = await signIn();
    await ctx.runtime.access.refresh();
    const account = await getAccount(ctx);
    expect(account).toMatchObject({
      portalRole: "member",
      teams: [{ slug: "crew", role: "owner", visible: true }],
      password: { setBy: "others" },
    });
    expect(account.sessions.map((session) => session.current)).toEqual([true, false]);
    expect(JSON.stringify(account)).not.toContain(ctx.actor.sessionId);
  });

  it("knows whose password it is: made by somebody else, changed, reset again", async () => {
    const { signIn, password, id, email } = await newPerson();
    const { ctx } = await signIn();
    const { session } = await changePassword(ctx, { currentPassword: password, newPassword: NEW }, HERE);
    const here = { ...ctx, actor: { ...ctx.actor, sessionId: session.sessionId } };
    expect((await getAccount(here)).password).toEqual({ setBy: "you" });
    const reset = await resetPassword(pat, id);
    const again = await signInAs(ctx.runtime, email, reset.password);
    expect((await getAccount(again.ctx)).password).toEqual({ setBy: "others" });
  });

  it("does not list sessions that ended, and those of others", async () => {
    const { signIn } = await newPerson();
    const { ctx } = await signIn();
    await signIn();
    await (await newPerson()).signIn();
    expect(await signOutElsewhere(ctx)).toEqual({ sessions: 1 });
    expect((await getAccount(ctx)).sessions).toHaveLength(1);
  });
});

describe("an account that was suspended meanwhile", () => {
  it("is read and changed by nobody, not even with an actor made before", async () => {
    const { signIn, password, id, runtime } = await newPerson();
    const { ctx } = await signIn();
    await suspendUser(pat, id);
    await runtime.access.refresh();
    const attempts = [
      () => getAccount(ctx),
      () => getMe(ctx),
      () => signOutElsewhere(ctx),
      () => changePassword(ctx, { currentPassword: password, newPassword: NEW }, HERE),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    expect(await eventsOf(id, "user.password.change")).toEqual([]);
  });
});

describe("signing out everywhere else", () => {
  it("ends all sessions but this one, and says so in the audit", async () => {
    const { signIn, runtime, id } = await newPerson();
    const { ctx, cookie } = await signIn();
    const others = [await signIn(), await signIn()];
    expect(await signOutElsewhere(ctx)).toEqual({ sessions: 2 });
    expect(await isKnown(runtime, cookie)).toBe(true);
    for (const other of others) expect(await isKnown(runtime, other.cookie)).toBe(false);
    const rows = await eventsOf(id, "session.sign-out-elsewhere");
    expect(rows).toMatchObject([{ result: "succeeded", targetId: id, detail: { sessions: 2 } }]);
  });
});
