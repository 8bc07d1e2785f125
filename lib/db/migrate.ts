import { randomUUID } from "node:crypto";
import type { MigrationFile } from "./read-migrations.ts";
import type { SqlSession } from "./sql-session.ts";

/** The key of Prisma's own migration lock, so that its tools and this runner wait for each other. */
const LOCK_KEY = 72_707_369;

/** The table of `prisma migrate`, column for column. */
const MIGRATIONS_TABLE = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

type AppliedRow = { migration_name: string; checksum: string; finished: boolean };

/**
 * Brings the database to the newest migration. Each migration and its row in `_prisma_migrations` are one
 * transaction, so a crash leaves either all of it or nothing. Processes that start at once wait for each other.
 * @returns the names of the migrations that this call applied.
 * @throws Error with one sentence that says what is wrong and what to do: a migration that another tool left
 * unfinished, an applied file that was edited, a database newer than this program, or a failing statement.
 */
export async function migrate(session: SqlSession, files: readonly MigrationFile[]): Promise<string[]> {
  await session.query("SELECT pg_advisory_lock($1)", [LOCK_KEY]);
  try {
    await session.script(MIGRATIONS_TABLE);
    const pending = await pendingMigrations(session, files);
    for (const file of pending) await applyMigration(session, file);
    return pending.map((file) => file.name);
  } finally {
    await session.query("SELECT pg_advisory_unlock($1)", [LOCK_KEY]);
  }
}

async function pendingMigrations(session: SqlSession, files: readonly MigrationFile[]): Promise<MigrationFile[]> {
  const rows = await session.query<AppliedRow>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
       FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  const applied = new Map(rows.map((row) => [row.migration_name, row]));
  const known = new Map(files.map((file) => [file.name, file]));
  for (const row of rows) checkApplied(row, known.get(row.migration_name));
  return files.filter((file) => !applied.has(file.name));
}

function checkApplied(row: AppliedRow, file: MigrationFile | undefined): void {
  const name = row.migration_name;
  if (!row.finished) {
    throw new Error(
      `Migration ${name} was started but never finished, so the database may be half changed. Restore the backup made before it, or undo its statements by hand and then run: UPDATE "_prisma_migrations" SET rolled_back_at = now() WHERE migration_name = '${name}' AND finished_at IS NULL.`,
    );
  }
  if (!file) {
    throw new Error(
      `The database has migration ${name}, which this version of Wheelhouse does not know. Start the version that made it, or a newer one.`,
    );
  }
  if (file.checksum !== row.checksum) {
    throw new Error(
      `Migration ${name} was edited after it was applied to this database. Restore the file as it was and put the change into a new migration.`,
    );
  }
}

async function applyMigration(session: SqlSession, file: MigrationFile): Promise<void> {
  await session.script("BEGIN");
  try {
    await session.script(file.sql);
    await session.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), file.checksum, file.name],
    );
    await session.script("COMMIT");
  } catch (cause) {
    await session.script("ROLLBACK");
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Migration ${file.name} failed and was rolled back: ${reason}. The database is as it was before.`, {
      cause,
    });
  }
}
