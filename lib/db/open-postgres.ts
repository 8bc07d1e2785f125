import { Client } from "pg";
import type { SqlSession } from "./sql-session.ts";

/** How long a connection attempt may take, in milliseconds. */
export const CONNECT_TIMEOUT_MS = 10_000;

/** Runs `use` on a connection of its own: session locks must not wander through a pool. */
export async function withPostgresSession<T>(url: string, use: (session: SqlSession) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
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
