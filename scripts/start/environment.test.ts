import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readEnv } from "#lib/core/env";
import { environment } from "./environment.ts";
import { parseOptions } from "./parse-options.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "wheelhouse-environment-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

test("a local start listens on this machine with its own database, whatever the shell exports", () => {
  vi.stubEnv("DATABASE_URL", "postgres://db.example.com/production");
  vi.stubEnv("HOST", "x86_64-conda-linux-gnu");
  vi.stubEnv("PORT", "1");
  vi.stubEnv("WHEELHOUSE_URL", "https://portal.example.com");
  vi.stubEnv("WHEELHOUSE_KUBECONFIG", "/etc/kubeconfig");
  vi.stubEnv("WHEELHOUSE_METRICS_TOKEN", "metrics");
  vi.stubEnv("WHEELHOUSE_LOG_LEVEL", "debug");
  const env = readEnv(environment(parseOptions(["--port", "3001"]), dir, undefined));
  expect([env.DATABASE_URL, env.WHEELHOUSE_KUBECONFIG, env.WHEELHOUSE_METRICS_TOKEN]).toEqual(Array(3).fill(undefined));
  expect(env).toMatchObject({
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: 3001,
    WHEELHOUSE_URL: "http://localhost:3001",
    WHEELHOUSE_DIR: dir,
    WHEELHOUSE_LOG_LEVEL: "debug",
  });
});

test("the demo, whose password is published, connects to this machine only; own clusters may be in its network", () => {
  const allowed = (kubeconfig?: string) =>
    readEnv(environment(parseOptions([]), dir, kubeconfig)).WHEELHOUSE_ALLOW_ADDRESSES;
  expect(allowed()).toBe("loopback");
  expect(allowed("/home/me/.kube/config")).toBe("loopback,private");
});
