import { networkInterfaces } from "node:os";
import { describe, expect, test } from "vitest";
import { readEnv } from "#lib/core/env";
import { isRefused } from "#lib/kubernetes/kubeconfig/check-server-address";
import { addressPolicyOf } from "./address-policy.ts";

const policyOf = (env: Record<string, string>) => addressPolicyOf(readEnv({ HOST: "127.0.0.1", PORT: "3000", ...env }));

describe("the addresses of the portal itself", () => {
  test.each(["0.0.0.0", "::", "127.0.0.1", "localhost"])(
    "are all refused on its own port when it listens on %s",
    (HOST) => {
      const policy = policyOf({ HOST });
      const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
      for (const { address } of own) expect(isRefused(address, 3000, policy), address).toBe(true);
      for (const { address } of own) expect(isRefused(address, 6443, policy), address).toBe(false);
    },
  );

  test.each([
    ["https://portal.example", 443],
    ["http://portal.example", 80],
    ["https://portal.example:8443/", 8443],
  ])("include the public one: %s", (WHEELHOUSE_URL, port) => {
    expect(isRefused("portal.example", port, policyOf({ WHEELHOUSE_URL }))).toBe(true);
  });
});

describe("the addresses of the database", () => {
  test.each([
    ["postgres://user:pw@10.0.0.5/db", "10.0.0.5", 5432],
    ["postgres://user:pw@10.0.0.5:6432/db", "10.0.0.5", 6432],
    ["postgres:///db?host=10.0.0.5", "10.0.0.5", 5432],
    ["postgres:///db?host=10.0.0.5&port=6432", "10.0.0.5", 6432],
    ["postgres://user:pw@ignored.example/db?host=10.0.0.5", "10.0.0.5", 5432],
    ["postgres://[fd12::5]:6432/db", "fd12::5", 6432],
    ["postgres://10.0.0.4,10.0.0.5:6432/db", "10.0.0.5", 6432],
    ["postgres:///db?host=10.0.0.4,10.0.0.5", "10.0.0.4", 5432],
    ["postgres:///db?host=/var/run/postgresql", "127.0.0.1", 5432],
    ["postgres://%2Fvar%2Frun%2Fpostgresql/db", "127.0.0.1", 5432],
    ["/var/run/postgresql db", "127.0.0.1", 5432],
    ["postgres:///db", "127.0.0.1", 5432],
    ["postgres://[::ffff:10.0.0.5]/db", "10.0.0.5", 5432],
    ["postgres://us%20er:p w@db.example/db", "db.example", 5432],
  ])("are read as the driver reads them: %s is %s:%i", (DATABASE_URL, host, port) => {
    const policy = policyOf({ DATABASE_URL });
    expect(isRefused(host, port, policy)).toBe(true);
    expect(isRefused("10.0.0.9", port, policy)).toBe(false);
  });

  test("are an error, not none, when the driver cannot read them", () => {
    const DATABASE_URL = "postgres://app:hunter2@10.0.0.4:6431,10.0.0.5:6432/db";
    expect(() => policyOf({ DATABASE_URL })).toThrow(/^DATABASE_URL must be (?!.*hunter2).*postgres:/);
  });

  test("are none with the embedded database", () => {
    expect(policyOf({}).refused.filter((entry) => !entry.endsWith(":3000"))).toEqual([]);
  });
});
