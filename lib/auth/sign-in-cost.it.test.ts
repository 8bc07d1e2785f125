import type { scrypt } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inventoryBuilder } from "#lib/access/testing";
import { systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { watchBuiltin } from "../../test/watch-builtin.ts";
import { hashPassword } from "./hash-password.ts";
import { setLocalPassword } from "./set-local-password.ts";
import { signIn } from "./sign-in.ts";
import { createSignInThrottle } from "./sign-in-throttle.ts";

const derived = watchBuiltin<typeof scrypt>("node:crypto", "scrypt");

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(() => void derived.mockClear());

/** Which keys a refused sign-in derives: length and cost of each. */
async function costOf(email: string, password = "a wrong password") {
  const runtime = { db, clock: systemClock, log: silentLog, throttle: createSignInThrottle() };
  await expect(signIn(runtime, { email, password, address: "192.0.2.1" })).rejects.toMatchObject({
    code: "not_signed_in",
  });
  return derived.mock.calls.splice(0).map(([, , length, options]) => ({ length, options }));
}

test("an unknown name costs as much as a known one: time does not tell who has an account", async () => {
  const user = await inventoryBuilder(db).user("known");
  const passwordHash = await hashPassword("a long password");
  await db.prisma.$transaction((tx) =>
    setLocalPassword(tx, { clock: systemClock }, { userId: user.id, email: user.email, passwordHash }),
  );
  derived.mockClear();
  const known = await costOf(user.email);
  expect(known).toEqual([{ length: 32, options: expect.objectContaining({ N: 2 ** 15, r: 8, p: 3 }) }]);
  expect(await costOf("nobody@example.com")).toEqual(known);
  expect(await costOf(`${"x".repeat(300)}@example.com`)).toEqual(known);
  expect(await costOf(user.email, "x".repeat(10_000))).toEqual(known);
  await db.prisma.identity.updateMany({ where: { userId: user.id }, data: { passwordHash: null } });
  expect(await costOf(user.email)).toEqual(known);
});
