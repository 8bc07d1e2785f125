import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText } from "./clean-text.ts";
import { redactDetail } from "./redact-detail.ts";

describe("audit details", () => {
  test("secrets are removed by the name of their key, at any depth; facts about them stay", () => {
    const detail = {
      password: "hunter2hunter2",
      nested: { clientKeyData: "abc", "client-key-data": "abc", api_key: "abc", Authorization: "abc" },
      list: [{ token: "abc" }, { kubeconfig: "apiVersion: v1" }],
      data: { a: "b" },
      credentialId: "id-1",
      tokenCount: 3,
      keyId: "2026-01",
      slug: "edge",
    };
    expect(redactDetail(detail)).toEqual({
      password: "[redacted]",
      nested: {
        clientKeyData: "[redacted]",
        "client-key-data": "[redacted]",
        api_key: "[redacted]",
        Authorization: "[redacted]",
      },
      list: [{ token: "[redacted]" }, { kubeconfig: "[redacted]" }],
      data: "[redacted]",
      credentialId: "id-1",
      tokenCount: 3,
      keyId: "2026-01",
      slug: "edge",
    });
  });

  test.each([
    "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
    "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW0ifQ.c2lnbmF0dXJl",
    "curl -H 'Authorization: Bearer abcdefgh12345'",
    "postgres://admin:hunter2@db.example.com/x",
    new Uint8Array([1, 2, 3]),
  ])("a value that looks secret is removed under any key: %s", (value) => {
    expect(redactDetail({ note: value })).toEqual({ note: "[redacted]" });
  });

  test("texts cannot look like other rows or turn around on screen (H166)", () => {
    expect(cleanText('curl/8\r\n{"action":"grant.create"}\u202e\0\u2028x\t')).toBe(
      'curl/8\\r\\n{"action":"grant.create"}\\u202e\\u0000\\u2028x\\t',
    );
    expect(redactDetail({ "a\nb": "c\rd" })).toEqual({ "a\\nb": "c\\rd" });
  });

  test("whatever comes in, what goes out is bounded JSON that a database takes", () => {
    fc.assert(
      fc.property(
        fc.anything({
          key: fc.string({ unit: "binary" }),
          withBigInt: true,
          withDate: true,
          withSet: true,
          withMap: true,
          withTypedArray: true,
          maxDepth: 8,
        }),
        (value) => {
          const detail = redactDetail(value);
          const text = JSON.stringify(detail);
          expect(JSON.parse(text)).toEqual(detail);
          JSON.parse(text, (key, item) => {
            const texts = typeof item === "string" ? [key, item] : [key];
            expect(texts.every((one) => one.isWellFormed() && !one.includes("\0"))).toBe(true);
            return item;
          });
        },
      ),
      { numRuns: 1_000 },
    );
    expect(JSON.stringify(redactDetail("x".repeat(1_000_000))).length).toBeLessThan(600);
    expect((redactDetail(Array.from({ length: 10_000 }, () => 1)) as unknown[]).length).toBe(100);
  });
});
