import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { checkSecrets } from "./check-secrets.ts";
import { readKeyRing } from "./key-ring.ts";
import { openCredential } from "./open-credential.ts";
import { sealCredential } from "./seal-credential.ts";

const key = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const ring = readKeyRing(key("k1"));
const TOKEN = { kind: "token", token: "a very secret token" } as const;
const CERTIFICATE = { kind: "clientCertificate", certificate: "CERT", key: "KEY" } as const;
const place = (more: object = {}) => ({ id: newId(), clusterId: newId(), purpose: "observe" as const, ...more });

describe("sealed credentials", () => {
  test("open to what was sealed, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (token, more) => {
        expect(openCredential(ring, sealCredential(ring, place(), { kind: "token", token }))).toEqual({
          kind: "token",
          token,
        });
        const certificate = { kind: "clientCertificate", certificate: token, key: more } as const;
        expect(openCredential(ring, sealCredential(ring, place(), certificate))).toEqual(certificate);
      }),
    );
  });

  test("show nothing of the secret, and two of one secret share only the fingerprint", () => {
    const [one, two] = [sealCredential(ring, place(), TOKEN), sealCredential(ring, place(), TOKEN)];
    expect(Buffer.from(one.ciphertext).includes("secret")).toBe(false);
    expect(one.fingerprint).toBe(two.fingerprint);
    expect(one.fingerprint).not.toBe(sealCredential(ring, place(), { kind: "token", token: "another" }).fingerprint);
    expect(Buffer.from(one.ciphertext).equals(Buffer.from(two.ciphertext))).toBe(false);
    expect(Buffer.from(one.wrappedKey).equals(Buffer.from(two.wrappedKey))).toBe(false);
  });

  test("do not open in another row, cluster or purpose, or as another kind (H169)", () => {
    const row = sealCredential(ring, place(), TOKEN);
    const other = sealCredential(ring, place(), CERTIFICATE);
    const moved = [
      { ...row, id: other.id },
      { ...row, clusterId: other.clusterId },
      { ...row, purpose: "impersonate" as const },
      { ...row, kind: "client_certificate" as const },
      { ...row, ciphertext: other.ciphertext, nonce: other.nonce },
      { ...row, wrappedKey: other.wrappedKey, wrapNonce: other.wrapNonce },
      { ...other, id: row.id, clusterId: row.clusterId },
    ];
    for (const wrong of moved)
      expect(() => openCredential(ring, wrong)).toThrow(/does not open: its row was moved or changed/);
  });

  test("do not open with any single bit flipped or any byte cut off (H170)", () => {
    const row = sealCredential(ring, place(), TOKEN);
    for (const column of ["ciphertext", "nonce", "wrappedKey", "wrapNonce"] as const) {
      for (let bit = 0; bit < row[column].length * 8; bit++) {
        const bytes = new Uint8Array(row[column]);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => openCredential(ring, { ...row, [column]: bytes })).toThrow(/does not open/);
      }
      for (let length = 0; length < row[column].length; length++) {
        expect(() => openCredential(ring, { ...row, [column]: row[column].subarray(0, length) })).toThrow(
          /does not open/,
        );
      }
    }
  });

  test("a missing or another key is named by its id, and no error holds a value", () => {
    const row = sealCredential(ring, place(), TOKEN);
    expect(() => openCredential(readKeyRing(key("k2")), row)).toThrow('The key "k1" of credential');
    const other = readKeyRing(key("k1"));
    const texts = [() => openCredential(other, row), () => openCredential(ring, { ...row, id: "x" })].map((open) => {
      try {
        return open();
      } catch (error) {
        return `${error} ${JSON.stringify(error)} ${(error as Error).stack} ${(error as Error).cause}`;
      }
    });
    expect(texts.join()).not.toMatch(/very secret/);
  });
});

describe("the key ring", () => {
  test("the first key is the current one", () => {
    const two = readKeyRing(`${key("new")}, ${key("old")}`);
    expect([two.currentId, [...two.keys.keys()]]).toEqual(["new", ["new", "old"]]);
  });

  test.each([
    ["nothing", undefined, "key 1"],
    ["an empty text", "", "key 1"],
    ["no id", randomBytes(32).toString("base64"), "key 1"],
    ["16 bytes", `k:${randomBytes(16).toString("base64")}`, "32 bytes"],
    ["not base64", "k:äöü", "32 bytes"],
    ["an id with spaces", `my key:${randomBytes(32).toString("base64")}`, "key 1"],
    ["a second one that is bad", `${key("a")},b:short`, "key 2"],
    ["a trailing comma", `${key("a")},`, "key 2"],
    ["one id twice", `${key("a")},${key("a")}`, "used twice"],
  ])("refuses %s without quoting it", (_name, setting, words) => {
    expect(() => readKeyRing(setting)).toThrow(words);
    const value = setting?.split(":")[1];
    if (value) expect(() => readKeyRing(setting)).not.toThrow(value);
  });
});

describe("secrets at the start", () => {
  const good = {
    NODE_ENV: "production" as const,
    WHEELHOUSE_SESSION_SECRET: randomBytes(32).toString("hex"),
    WHEELHOUSE_ENCRYPTION_KEYS: key("k1"),
  };
  const encoded = (bytes: Buffer) => `k1:${bytes.toString("base64")}`;

  test("random ones are accepted", () => {
    for (let round = 0; round < 200; round++) {
      const secret = randomBytes(32).toString(round % 2 === 0 ? "hex" : "base64");
      expect(
        checkSecrets({ ...good, WHEELHOUSE_SESSION_SECRET: secret, WHEELHOUSE_ENCRYPTION_KEYS: key("k1") }),
      ).toEqual([]);
    }
  });

  test.each([
    ["no session secret", { WHEELHOUSE_SESSION_SECRET: undefined }, "WHEELHOUSE_SESSION_SECRET is not set"],
    ["a short one", { WHEELHOUSE_SESSION_SECRET: "8f2a91c0" }, "shorter than 32"],
    ["a default", { WHEELHOUSE_SESSION_SECRET: "ChangeMe-ChangeMe-ChangeMe-ChangeMe" }, "known default"],
    ["repetition", { WHEELHOUSE_SESSION_SECRET: "abcabcabcabcabcabcabcabcabcabcabcabc" }, "too few characters"],
    ["no key", { WHEELHOUSE_ENCRYPTION_KEYS: undefined }, "WHEELHOUSE_ENCRYPTION_KEYS is not set"],
    ["a short key", { WHEELHOUSE_ENCRYPTION_KEYS: "k1:c2hvcnQ=" }, "32 bytes"],
    ["a key of zeros", { WHEELHOUSE_ENCRYPTION_KEYS: encoded(Buffer.alloc(32)) }, "not random"],
    [
      "a key that counts",
      { WHEELHOUSE_ENCRYPTION_KEYS: encoded(Buffer.from(Array.from({ length: 32 }, (_, index) => index))) },
      "not random",
    ],
    [
      "a typed key",
      { WHEELHOUSE_ENCRYPTION_KEYS: encoded(Buffer.from("this-is-my-32-byte-secret-key!!!")) },
      "not random",
    ],
    [
      "one secret for both",
      {
        WHEELHOUSE_SESSION_SECRET: "zRkIJaXDKTVwgPCsaKHFbHgmOYdHLPBQsRZsPgZb8Mk=",
        WHEELHOUSE_ENCRYPTION_KEYS: "k1:zRkIJaXDKTVwgPCsaKHFbHgmOYdHLPBQsRZsPgZb8Mk=",
      },
      "also the session secret",
    ],
  ])("%s stops the start in production, by name and without the value (H172)", (_name, more, words) => {
    const env = { ...good, ...more };
    expect(() => checkSecrets(env)).toThrow(words);
    for (const value of Object.values(more)) if (value) expect(() => checkSecrets(env)).not.toThrow(value);
    expect(checkSecrets({ ...env, NODE_ENV: "development" }).join()).toContain(words);
  });
});
