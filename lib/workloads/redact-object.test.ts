import { describe, expect, test } from "vitest";
import { redactObject } from "./redact-object.ts";

const withEnv = (env: object[]) => ({ kind: "Pod", spec: { containers: [{ name: "api", env }] } });

describe("an object that is shown", () => {
  test("has no managed fields and no last applied configuration", () => {
    const annotations = { "kubectl.kubernetes.io/last-applied-configuration": '{"password":"x"}', team: "pay" };
    const { object } = redactObject({ metadata: { name: "a", managedFields: [{ manager: "x" }], annotations } });
    expect(object).toEqual({ metadata: { name: "a", annotations: { team: "pay" } } });
  });

  test.each(["DB_PASSWORD", "API_TOKEN", "CLIENT_SECRET", "AWS_ACCESS_KEY_ID", "apiKey", "SENTRY_DSN", "BASIC_AUTH"])(
    "hides the literal of the variable %s",
    (name) => {
      const { object, redacted } = redactObject(withEnv([{ name, value: "hunter2" }]));
      expect(JSON.stringify(object)).not.toContain("hunter2");
      expect(redacted).toEqual(["spec.containers[0].env[0].value"]);
    },
  );

  test("shows plain variables and the names of what is referred to", () => {
    const env = [
      { name: "LOG_LEVEL", value: "info" },
      { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "database", key: "password" } } },
    ];
    expect(redactObject(withEnv(env))).toEqual({ object: withEnv(env), redacted: [] });
  });

  test.each([
    "postgres://app:hunter2@db.example.com/shop",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
    "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
  ])("hides a secret whatever it is called: %s", (value) => {
    const { object } = redactObject(withEnv([{ name: "PLAIN", value }]));
    expect(JSON.stringify(object)).not.toContain(value.slice(5, 20));
  });

  test("hides secrets on command lines and keeps the option", () => {
    const { object } = redactObject({ spec: { containers: [{ args: ["--port=80", "--db-password=hunter2"] }] } });
    expect(object).toEqual({ spec: { containers: [{ args: ["--port=80", "--db-password=[redacted]"] }] } });
  });

  test("never shows the values of a Secret, in whatever form", () => {
    const secret = { kind: "Secret", data: { a: "aHVudGVyMg==" }, stringData: { b: "hunter2" } };
    expect(redactObject(secret).object).toEqual({
      kind: "Secret",
      data: { a: "[redacted]" },
      stringData: { b: "[redacted]" },
    });
  });

  test("survives nesting without end", () => {
    let deep: object = {};
    for (let level = 0; level < 5_000; level += 1) deep = { deep };
    expect(() => redactObject(deep)).not.toThrow();
  });
});
