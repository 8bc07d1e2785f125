import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { lockDirectory } from "./lock-directory.ts";
import type { SqlSession } from "./sql-session.ts";

export type OpenPglite = { readonly pglite: PGlite; readonly session: SqlSession; close(): Promise<void> };

/**
 * The embedded database: in memory without `directory`.
 * @throws Error with one sentence for the operator when the folder is in use, damaged, or on a full disk
 */
export async function openPglite(directory: string | undefined): Promise<OpenPglite> {
  if (directory !== undefined) await mkdir(dirname(directory), { recursive: true });
  const unlock = directory === undefined ? undefined : await lockDirectory(`${directory}.lock`);
  try {
    const pglite = directory === undefined ? await PGlite.create() : await openFolder(directory);
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

/** A folder that could not be filled is taken away again: its half of a database could never be opened. */
async function openFolder(directory: string): Promise<PGlite> {
  const isNew = !existsSync(directory);
  try {
    return await PGlite.create(directory);
  } catch (cause) {
    if (isNew) await rm(directory, { recursive: true, force: true });
    const advice = isNew
      ? "Is there room on its disk?"
      : "If its disk is not full, restore the folder from a copy, or remove it to begin anew.";
    throw new Error(`The embedded database ${directory} cannot be opened: ${reasonOf(cause)}. ${advice}`, { cause });
  }
}

function reasonOf(error: unknown): string {
  // What follows is for those who compile PGlite.
  if (error instanceof Error) return error.message.split(". ", 1)[0] ?? "";
  // What it throws where a file cannot be written is no Error, and has a number of its own kind.
  return "a file cannot be read or written";
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
