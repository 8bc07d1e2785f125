import { globSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const INTEGRATION = globSync(["lib/**/*.it.test.ts", "server/**/*.it.test.ts", "prisma/**/*.it.test.ts"]);
/** Integration tests that open a database run twice: on PGlite and on PostgreSQL. A test says when one is missing. */
const ON_DATABASE = INTEGRATION.filter((file) =>
  /test-database|test-portal|verb-context|inventory-bench|TestDatabase/.test(readFileSync(file, "utf8")),
);

const shared = {
  pool: "forks",
  // No module keeps state of its own, so files may share a process: importing everything anew costs most of the time.
  isolate: false,
  testTimeout: 120_000,
  hookTimeout: 180_000,
  // Conditions are waited for, however busy the machine is.
  expect: { poll: { timeout: 30_000 } },
  env: { NODE_ENV: "test" },
} as const;

export default defineConfig({
  test: {
    // The default leaves one core free, which is half of a small machine: many tests wait more than they work.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          ...shared,
          name: "unit",
          include: ["{lib,server,components,app,demo,scripts,prisma}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.it.test.ts", "**/node_modules/**"],
        },
      },
      {
        test: {
          ...shared,
          name: "integration",
          include: ["{lib,server,demo,scripts,prisma}/**/*.it.test.ts"],
          env: { ...shared.env, WHEELHOUSE_TEST_DATABASE: "pglite" },
        },
      },
      {
        test: {
          ...shared,
          name: "integration-postgres",
          include: ON_DATABASE.length > 0 ? ON_DATABASE : ["none"],
          globalSetup: ["test/start-test-postgres.ts"],
          env: { ...shared.env, WHEELHOUSE_TEST_DATABASE: "postgres" },
        },
      },
      {
        test: {
          ...shared,
          name: "conformance",
          include: ["test/conformance/**/*.test.ts"],
          exclude: ["**/*.cluster.test.ts"],
        },
      },
      {
        // Needs the programs of a real control plane: run by `npm run test:cluster`.
        test: {
          ...shared,
          name: "cluster",
          include: ["test/**/*.cluster.test.ts"],
          // Longer than what is waited for inside, so that a wait can say what it waited for.
          testTimeout: 240_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
