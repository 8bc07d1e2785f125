import { expect, test } from "vitest";
import { createLog } from "./log.ts";

const SECRET = "hunter2-hunter2";

/** What one logged line says. */
function logged(fields: object, message = "something happened"): { text: string; line: Record<string, unknown> } {
  const lines: string[] = [];
  createLog("info", { write: (text) => void lines.push(text) }).error(fields, message);
  expect(lines).toHaveLength(1);
  const text = lines[0] ?? "";
  return { text, line: JSON.parse(text) };
}

test.each([
  { password: SECRET },
  { passwordHash: SECRET },
  { accessToken: SECRET },
  { "Set-Cookie": [SECRET] },
  { headers: { Authorization: SECRET } },
  { a: { b: { c: { d: { clientKeyData: SECRET } } } } },
  { list: [{ user: { "client-key-data": SECRET } }] },
  { a: { b: { c: { d: { e: { f: { g: { h: { plain: SECRET } } } } } } } } },
  { api_key: SECRET, key: SECRET, kubeconfig: { users: [SECRET] } },
  { connectionString: SECRET, jwt: SECRET, sig: SECRET, pwd: SECRET },
])("no value of a secret-looking key is logged, however it is written and wherever it stands: %j", (fields) => {
  expect(logged(fields).text).not.toContain(SECRET);
});

test("what helps is kept", () => {
  const fields = { cluster: "eu", keyId: "2026", ms: 12, ok: true, nothing: null, list: [1, "two"], at: new Date(0) };
  expect(logged(fields).line).toMatchObject({ ...fields, at: "1970-01-01T00:00:00.000Z", msg: "something happened" });
});

test.each([
  [`connect to postgres://portal:${SECRET}@db:5432/x failed`, "connect to postgres://[redacted]@db:5432/x failed"],
  [`connect to postgres://portal:a@${SECRET}@db/x failed`, "connect to postgres://[redacted]@db/x failed"],
  [`header Bearer ${SECRET}`, "header Bearer [redacted]"],
  [`header authorization: basic ${SECRET}${SECRET}`, "header authorization: basic [redacted]"],
  [`token eyJhbGciOiJub25l.${SECRET}.x is old`, "token [redacted] is old"],
  [`-----BEGIN RSA PRIVATE KEY-----\n${SECRET}\n-----END RSA PRIVATE KEY-----\nwas read`, "[redacted]\nwas read"],
  [`-----BEGIN PRIVATE KEY-----\n${SECRET}`, "[redacted]"],
  [`GET /x?access_token=${SECRET}&team=a`, "GET /x?access_token=[redacted]&team=a"],
  [`bad object {"clientSecret": "${SECRET}", "a": 1}`, 'bad object {"clientSecret": "[redacted]", "a": 1}'],
])("secrets inside of texts are masked: %j", (message, masked) => {
  const { text, line } = logged(
    { err: new Error(message), nested: { error: new Error(message) }, said: message },
    message,
  );
  expect(text).not.toContain(SECRET);
  expect(line).toMatchObject({ err: { name: "Error", message: masked }, said: masked, msg: masked });
});

test("an error says where it comes from, with its code and no more than the first lines", () => {
  const error = Object.assign(new TypeError("no"), { code: "ECONNREFUSED", request: { body: SECRET } });
  const { text, line } = logged({ err: error });
  expect(line.err).toMatchObject({ name: "TypeError", code: "ECONNREFUSED", message: "no" });
  expect((line.err as { stack: string[] }).stack[0]).toMatch(/^at .*log\.test\.ts/);
  expect(text).not.toContain(SECRET);
});

test("cycles, bytes, endless lists and broken objects cost one bounded line, and never throw", () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  const broken = {
    get a(): never {
      throw new Error("no");
    },
  };
  const wide = Array.from({ length: 10_000 }, () => ({ x: "x".repeat(10_000) }));
  const { text } = logged({ cycle, broken, bytes: Buffer.alloc(100_000), big: 10n, fn: () => 1, wide });
  expect(text.length).toBeLessThan(250_000);
  expect(text).toContain("[100000 bytes]");
});

test("fields of a child are redacted like those of a line", () => {
  const lines: string[] = [];
  const log = createLog("info", { write: (text) => void lines.push(text) });
  log.child({ token: SECRET, cluster: "eu" }).info({}, "child");
  log.debug({ cluster: "us" }, "not at this level");
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ token: "[redacted]", cluster: "eu", msg: "child" }]);
});
