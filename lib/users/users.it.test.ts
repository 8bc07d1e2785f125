import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyPassword } from "#lib/auth/verify-password";
import type { Context } from "#lib/context";
import { newId } from "#lib/core/ids";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { signedIn } from "../../test/verb-context.ts";
import { createUser } from "./create-user.ts";
import { listUsers } from "./list-users.ts";
import { reactivateUser } from "./reactivate-user.ts";
import { resetPassword } from "./reset-password.ts";
import { revokeSessions } from "./revoke-sessions.ts";
import { setPortalRole } from "./set-portal-role.ts";
import { suspendUser } from "./suspend-user.ts";

let db: TestDatabase;
let pat: Context;

const openSession = (userId: string) => {
  const later = new Date(Date.now() + 3_600_000);
  const times = { createdAt: new Date(), lastSeenAt: new Date(), idleUntil: later, expiresAt: later };
  return db.prisma.userSession.create({ data: { id: newId(), userId, ...times } });
};

beforeAll(async () => {
  db = await openTestDatabase();
  pat = await signedIn(db, "pat", "platform");
});
afterAll(() => db.close());

describe("accounts", () => {
  it("gives a password once and keeps only a hash that fits it", async () => {
    const created = await createUser(pat, { email: "New@Example.com", displayName: "New" });
    expect(created.password).toMatch(/^[A-Za-z0-9]{5}(-[A-Za-z0-9]{5}){3}$/);
    const identity = await db.prisma.identity.findFirstOrThrow({ where: { userId: created.id } });
    expect(identity).toMatchObject({ issuer: "local", subject: "new@example.com" });
    expect(await verifyPassword(created.password, identity.passwordHash)).toBe(true);
    const events = await db.prisma.auditEvent.findMany({ where: { action: "user.create" } });
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events.map((event) => [event.targetName, event.detail]))).not.toContain(created.password);
  });

  it("refuses a second account for one address", async () => {
    const again = createUser(pat, { email: "new@example.com", displayName: "Again" });
    await expect(again).rejects.toMatchObject({ code: "bad_input", fields: [{ field: "email" }] });
  });

  it("ends sessions and raises the epoch when somebody is suspended, and lets them return", async () => {
    const { id } = await createUser(pat, { email: "sue@example.com", displayName: "Sue" });
    await openSession(id);
    const before = (await db.prisma.user.findUniqueOrThrow({ where: { id } })).accessEpoch;
    await suspendUser(pat, id);
    const after = await db.prisma.user.findUniqueOrThrow({ where: { id } });
    expect(after.status).toBe("suspended");
    expect(after.accessEpoch).toBeGreaterThan(before);
    expect((await listUsers(pat)).items.find((user) => user.id === id)).toMatchObject({ sessions: 0 });
    await reactivateUser(pat, id);
    expect((await listUsers(pat)).items.find((user) => user.id === id)).toMatchObject({ status: "active" });
  });

  it("signs somebody out everywhere, and counts the sessions", async () => {
    const { id } = await createUser(pat, { email: "sid@example.com", displayName: "Sid" });
    await openSession(id);
    await openSession(id);
    expect(await revokeSessions(pat, id)).toEqual({ sessions: 2 });
  });

  it("replaces a password, and refuses where there is none here", async () => {
    const { id, password } = await createUser(pat, { email: "rea@example.com", displayName: "Rea" });
    expect((await resetPassword(pat, id)).password).not.toBe(password);
    const elsewhere = await signedIn(db, "oidc");
    await expect(resetPassword(pat, elsewhere.actor.userId)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("portal roles", () => {
  it("are not changed on oneself, and the last platform engineer stays", async () => {
    const own = pat.actor.userId;
    await expect(setPortalRole(pat, own, { portalRole: "member" })).rejects.toMatchObject({ code: "conflict" });
    await expect(suspendUser(pat, own)).rejects.toMatchObject({ code: "conflict" });
    const second = await signedIn(db, "petra", "platform");
    await setPortalRole(second, own, { portalRole: "manager" });
    expect((await listUsers(second)).items.find((user) => user.id === own)?.portalRole).toBe("manager");
    await setPortalRole(second, own, { portalRole: "platform" });
  });
});

describe("who may", () => {
  it("refuses everybody but platform engineers", async () => {
    const { id } = await createUser(pat, { email: "tom@example.com", displayName: "Tom" });
    for (const role of ["member", "manager"] as const) {
      const viewer = await signedIn(db, `viewer-${role}`, role);
      const attempts = [
        () => listUsers(viewer),
        () => createUser(viewer, { email: "x@example.com", displayName: "X" }),
        () => suspendUser(viewer, id),
        () => reactivateUser(viewer, id),
        () => setPortalRole(viewer, id, { portalRole: "platform" }),
        () => revokeSessions(viewer, id),
        () => resetPassword(viewer, id),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    }
    expect((await listUsers(pat)).items.find((user) => user.id === id)).toMatchObject({ portalRole: "member" });
  });
});
