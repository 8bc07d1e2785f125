import type { scrypt } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
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
beforeEach(() => void derived.mockReset());

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

test("many guesses at once leave threads to everything else", async () => {
  const pending: (() => void)[] = [];
  derived.mockImplementation((...[, , length, , done]: Parameters<typeof scrypt>) => {
    pending.push(() => done(null, Buffer.alloc(length)));
  });
  const none = { prisma: { identity: { findUnique: async () => null } } } as unknown as TestDatabase;
  const runtime = { db: none, clock: systemClock, log: silentLog, throttle: createSignInThrottle() };
  const guesses = Array.from({ length: 6 }, (_, host) =>
    signIn(runtime, { email: "ada@example.com", password: "a guess", address: `192.0.2.${host}` }),
  );
  const refused = Promise.allSettled(guesses);
  for (let turn = 0; turn < 20; turn++) await nextTurn();
  expect(pending).toHaveLength(2);
  for (let done = 0; done < 6; done++) {
    pending.shift()?.();
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    expect(pending.length).toBeLessThanOrEqual(2);
  }
  await refused;
  expect(derived).toHaveBeenCalledTimes(6);
});
