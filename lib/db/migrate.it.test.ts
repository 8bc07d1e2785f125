import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import { createTestPostgres } from "../../test/open-test-database.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open-database.ts";
import { openPglite } from "./open-pglite.ts";
import { withPostgresSession } from "./open-postgres.ts";
import type { MigrationFile } from "./read-migrations.ts";
import { readMigrations } from "./read-migrations.ts";
import type { SqlSession } from "./sql-session.ts";

const onPostgres = process.env.WHEELHOUSE_TEST_DATABASE === "postgres";
const first: MigrationFile = {
  name: "1_first",
  sql: "CREATE TABLE a (id int); CREATE TABLE b (id int);",
  checksum: "aa",
};
const second: MigrationFile = { name: "2_second", sql: "ALTER TABLE a ADD COLUMN name text;", checksum: "bb" };

const cleanups: (() => Promise<unknown>)[] = [];
let session: SqlSession;

beforeEach(async () => {
  if (!onPostgres) {
    const opened = await openPglite(undefined);
    cleanups.push(opened.close);
    session = opened.session;
    return;
  }
  const { url, drop } = await createTestPostgres();
  const done = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<SqlSession>();
  const running = withPostgresSession(url, async (opened) => {
    ready.resolve(opened);
    await done.promise;
  });
  session = await ready.promise;
  cleanups.push(async () => {
    done.resolve();
    await running;
    await drop();
  });
});

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function tables(): Promise<string[]> {
  const rows = await session.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  return rows.map((row) => row.name).sort();
}

describe("the migration runner", () => {
  test("applies what is missing, in order, once", async () => {
    expect(await migrate(session, [first])).toEqual(["1_first"]);
    expect(await migrate(session, [first, second])).toEqual(["2_second"]);
    expect(await migrate(session, [first, second])).toEqual([]);
    const rows = await session.query(
      "SELECT migration_name, checksum, applied_steps_count FROM _prisma_migrations ORDER BY migration_name",
    );
    expect(rows).toEqual([
      { migration_name: "1_first", checksum: "aa", applied_steps_count: 1 },
      { migration_name: "2_second", checksum: "bb", applied_steps_count: 1 },
    ]);
  });

  test("a failing migration leaves nothing of itself, keeps those before it, and can be tried again", async () => {
    const broken = { ...second, sql: "CREATE TABLE c (id int); SELECT no_such_function();" };
    await expect(migrate(session, [first, broken])).rejects.toThrow(
      /^Migration 2_second failed and was rolled back: .*no_such_function.*as it was before\.$/,
    );
    expect(await tables()).toEqual(["_prisma_migrations", "a", "b"]);
    expect(await migrate(session, [first, second])).toEqual(["2_second"]);
  });

  test("a migration that another tool left unfinished is reported by name with what to do, and nothing is applied", async () => {
    await migrate(session, [first]);
    await session.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'bb', '2_second')");
    await expect(migrate(session, [first, second])).rejects.toThrow(
      /^Migration 2_second was started but never finished.*Restore the backup.*rolled_back_at = now\(\)/,
    );
    await session.script(
      "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = '2_second' AND finished_at IS NULL",
    );
    expect(await migrate(session, [first, second])).toEqual(["2_second"]);
  });

  test("an applied file that was edited is refused by name", async () => {
    await migrate(session, [first]);
    await expect(migrate(session, [{ ...first, checksum: "changed" }])).rejects.toThrow(
      /^Migration 1_first was edited after it was applied/,
    );
  });

  test("a database newer than the program is refused by name", async () => {
    await migrate(session, [first, second]);
    await expect(migrate(session, [first])).rejects.toThrow(/^The database has migration 2_second, which this version/);
  });

  test("the lock is free again after a failure", async () => {
    await expect(migrate(session, [{ ...first, sql: "nonsense" }])).rejects.toThrow(/rolled back/);
    const locks = await session.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'");
    expect(locks).toEqual([]);
  });

  test("checksums are SHA-256 of the file, as Prisma writes them", async () => {
    const directory = await mkdtemp(join(tmpdir(), "migrations-"));
    cleanups.push(() => rm(directory, { recursive: true }));
    await writeFile(join(directory, "migration_lock.toml"), "");
    const real = await readMigrations(join(import.meta.dirname, "../../prisma/migrations"));
    expect(real[0]?.name).toBe("20261121000000_init");
    expect(real[0]?.checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(await readMigrations(directory)).toEqual([]);
  });
});

describe("starting", () => {
  test("several processes at once on one database: one migrates, all open", async () => {
    if (onPostgres) {
      const { url, drop } = await createTestPostgres();
      cleanups.push(drop);
      const opened = await Promise.all(
        [1, 2, 3, 4].map(() => openDatabase({ url, log: silentLog, clock: systemClock })),
      );
      for (const database of opened) await database.ping();
      const rows = await withPostgresSession(url, (own) =>
        own.query<{ name: string }>("SELECT migration_name AS name FROM _prisma_migrations"),
      );
      const files = await readMigrations(join(import.meta.dirname, "../../prisma/migrations"));
      expect(rows.map((row) => row.name).sort()).toEqual(files.map((file) => file.name));
      for (const database of opened) await database.close();
      return;
    }
    const parent = await mkdtemp(join(tmpdir(), "embedded-"));
    cleanups.push(() => rm(parent, { recursive: true }));
    const options = { dir: join(parent, "database"), log: silentLog, clock: systemClock };
    const results = await Promise.allSettled([openDatabase(options), openDatabase(options)]);
    const open = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    const refused = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
    expect(open.length).toBe(1);
    expect(refused[0]).toContain(`The embedded database in ${parent} is in use by `);
    await open[0]?.close();
    const again = await openDatabase(options);
    await again.ping();
    await again.close();
  });

  test("a lock left by a process that is gone does not stop a start", async () => {
    const parent = await mkdtemp(join(tmpdir(), "embedded-"));
    cleanups.push(() => rm(parent, { recursive: true }));
    await writeFile(join(parent, "database.lock"), "2147483646");
    const database = await openDatabase({ dir: join(parent, "database"), log: silentLog, clock: systemClock });
    await database.ping();
    await database.close();
  });
});
