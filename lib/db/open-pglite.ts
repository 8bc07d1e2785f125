import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { lockDirectory } from "./lock-directory.ts";
import type { SqlSession } from "./sql-session.ts";

export type OpenPglite = { readonly pglite: PGlite; readonly session: SqlSession; close(): Promise<void> };

/** The embedded database: in memory without `directory`. */
export async function openPglite(directory: string | undefined): Promise<OpenPglite> {
  if (directory !== undefined) await mkdir(dirname(directory), { recursive: true });
  const unlock = directory === undefined ? undefined : await lockDirectory(`${directory}.lock`);
  try {
    const pglite = directory === undefined ? await PGlite.create() : await PGlite.create(directory);
    // The driver adapter reads every timestamp as UTC.
    await pglite.exec("SET TIME ZONE 'UTC'");
    return {
      pglite,
      session: pgliteSession(pglite),
      close: async () => {
        await pglite.close();
        await unlock?.();
      },
    };
  } catch (error) {
    await unlock?.();
    throw error;
  }
}

function pgliteSession(pglite: PGlite): SqlSession {
  return {
    script: async (sql) => {
      await pglite.exec(sql);
    },
    query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
      (await pglite.query<Row>(sql, [...parameters])).rows,
  };
}
