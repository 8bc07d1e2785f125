import { expect, test } from "vitest";
import { createSignInThrottle } from "./sign-in-throttle.ts";

const LIMITS = { perAccountAndAddress: 2, perAccount: 6, perAddress: 5, windowSeconds: 60 };

/** How many attempts pass until the first refusal. */
async function attemptsUntilRefusal(throttle: ReturnType<typeof createSignInThrottle>, account: string, from: string) {
  for (let count = 0; count < 50; count++) {
    if (await throttle.begin({ account, address: from })) return count;
  }
  throw new Error("nobody was refused");
}

test("somebody who guesses at an account from one address does not lock its owner out at another", async () => {
  const throttle = createSignInThrottle(LIMITS);
  expect(await attemptsUntilRefusal(throttle, "ada", "192.0.2.1")).toBe(2);
  expect(await throttle.begin({ account: "ada", address: "192.0.2.2" })).toBeUndefined();
});

test("guesses at one account from many addresses have an end too", async () => {
  const throttle = createSignInThrottle(LIMITS);
  const refused = [];
  for (let host = 1; host <= 10; host++)
    refused.push(await throttle.begin({ account: "ada", address: `192.0.2.${host}` }));
  expect(refused.map(Boolean)).toEqual([...Array(6).fill(false), ...Array(4).fill(true)]);
  expect(refused.map((one) => one?.isFirst).filter(Boolean)).toHaveLength(1);
});

test("one address that tries many accounts is stopped", async () => {
  const throttle = createSignInThrottle(LIMITS);
  const refused = [];
  for (let name = 0; name < 7; name++)
    refused.push(await throttle.begin({ account: `n${name}`, address: "192.0.2.1" }));
  expect(refused.map(Boolean)).toEqual([...Array(5).fill(false), true, true]);
});

test("IPv6 clients count by their network: each has more addresses than anybody can count", async () => {
  const throttle = createSignInThrottle(LIMITS);
  for (const end of ["1", "2"]) await throttle.begin({ account: "ada", address: `2001:db8::${end}` });
  expect(await throttle.begin({ account: "ada", address: "2001:db8::ffff:3" })).toBeDefined();
  expect(await throttle.begin({ account: "ada", address: "2001:db8:0:1::1" })).toBeUndefined();
});

test("a right password takes back its own attempts, not those of others", async () => {
  const throttle = createSignInThrottle(LIMITS);
  const own = { account: "ada", address: "192.0.2.1" };
  for (let round = 0; round < 10; round++) {
    expect(await throttle.begin(own)).toBeUndefined();
    await throttle.succeeded(own);
  }
  for (let host = 2; host <= 7; host++) await throttle.begin({ account: "ada", address: `192.0.2.${host}` });
  expect(await throttle.begin(own)).toBeDefined();
});
