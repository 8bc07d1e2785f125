import { randomBytes } from "node:crypto";
import { Client } from "pg";
import type { Clock } from "#lib/core/clock";
import { systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import type { Database } from "#lib/db/open-database";
import { openDatabase } from "#lib/db/open-database";

export type TestDatabase = Database & {
  /** Connection string of the fresh database; undefined on PGlite. */
  readonly url: string | undefined;
};

/**
 * A fresh, migrated database: PGlite in memory, or with WHEELHOUSE_TEST_DATABASE=postgres a new database on the
 * server of WHEELHOUSE_TEST_POSTGRES_URL, dropped at close. Refuses servers that are not on loopback.
 */
export async function openTestDatabase(clock: Clock = systemClock): Promise<TestDatabase> {
  if (process.env.WHEELHOUSE_TEST_DATABASE !== "postgres") {
    return { ...(await openDatabase({ log: silentLog, clock })), url: undefined };
  }
  const { url, drop } = await createTestPostgres();
  const database = await openDatabase({ url, log: silentLog, clock });
  return {
    ...database,
    url,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

/** An empty database on the test server, and the function that drops it. */
export async function createTestPostgres(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = process.env.WHEELHOUSE_TEST_POSTGRES_URL;
  if (!server) throw new Error("WHEELHOUSE_TEST_POSTGRES_URL is not set.");
  const url = new URL(server);
  if (!["127.0.0.1", "localhost", "[::1]"].includes(url.hostname))
    throw new Error("Tests use databases on loopback only.");
  const name = `wheelhouse_${randomBytes(6).toString("hex")}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
