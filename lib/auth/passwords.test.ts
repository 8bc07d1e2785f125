import { describe, expect, test } from "vitest";
import { hashPassword } from "./hash-password.ts";
import { checkPassword } from "./set-local-password.ts";
import { verifyPassword } from "./verify-password.ts";

const CHEAP = { ln: 4, r: 8, p: 1 };

describe("passwords", () => {
  test("a password fits its own hash, with the parameters that stand in the hash", async () => {
    const hash = await hashPassword("correct horse battery", CHEAP);
    expect(hash).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$/);
    expect(await verifyPassword("correct horse battery", hash)).toBe(true);
    expect(await verifyPassword("correct horse batterz", hash)).toBe(false);
    expect(await verifyPassword("", hash)).toBe(false);
  });

  test("two hashes of one password differ", async () => {
    expect(await hashPassword("same", CHEAP)).not.toBe(await hashPassword("same", CHEAP));
  });

  test("composed and decomposed letters are one password", async () => {
    const hash = await hashPassword("caf\u00e9 with milk", CHEAP);
    expect(await verifyPassword("cafe\u0301 with milk", hash)).toBe(true);
  });

  test.each([
    ["nothing stored", undefined],
    ["null", null],
    ["another scheme", "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0c2FsdA$aGFzaA"],
    ["a cost that would stop the server", `$scrypt$ln=30,r=8,p=1$${"A".repeat(22)}$${"A".repeat(43)}`],
    ["a truncated hash", "$scrypt$ln=4,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$"],
  ])("is false, not an error, for %s", async (_name, stored) => {
    expect(await verifyPassword("anything", stored)).toBe(false);
  });

  test("short, endless and obvious passwords are refused without being quoted", () => {
    expect(() => checkPassword("short", "ada@example.com")).toThrow("at least 12 characters");
    expect(() => checkPassword("x".repeat(257), "ada@example.com")).toThrow("at most 256 characters");
    expect(() => checkPassword("Ada@example.com", "ada@example.com")).toThrow("not the e-mail address");
  });
});
