import { Client, type PoolConfig } from "pg";
import { databaseAddresses } from "./database-addresses.ts";
import type { SqlSession } from "./sql-session.ts";

/** How long a connection attempt may take, in milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000;
/** How long the database may work on a statement, in milliseconds. */
const STATEMENT_TIMEOUT_MS = 15_000;
/** How long we wait for its answer: longer, so that its own refusal arrives first where the network works. */
const QUERY_TIMEOUT_MS = 20_000;
/** A process that vanished in the middle of a transaction holds its locks no longer than this, in milliseconds. */
const IDLE_TRANSACTION_MS = 30_000;

/** How the portal's queries connect. Nothing waits for ever for a database that has silently gone. */
export function poolConfig(url: string, queryTimeoutMs = QUERY_TIMEOUT_MS): PoolConfig {
  const settings = {
    TimeZone: "UTC",
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
  };
  return {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
  };
}

/**
 * Runs `use` on a connection of its own: session locks must not wander through a pool.
 * @throws Error with one sentence for the operator when it cannot connect
 */
export async function withPostgresSession<T>(url: string, use: (session: SqlSession) => Promise<T>): Promise<T> {
  const where = databaseAddresses(url).join(", ");
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true });
  // A connection that breaks rejects the query that waits on it; unheard, this event would end the process besides.
  client.on("error", () => {});
  await client.connect().catch((cause: unknown) => {
    throw new Error(`The database of DATABASE_URL, ${where}, cannot be used: ${reasonOf(cause)}.`, { cause });
  });
  try {
    return await use({
      script: async (sql) => {
        await client.query(sql);
      },
      query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
        (await client.query<Row>(sql, [...parameters])).rows,
    });
  } finally {
    await client.end();
  }
}

/** A name with several addresses fails with one error for each, and no message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
