import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import type { Clock } from "#lib/core/clock";
import type { Log } from "#lib/core/log";
import { PrismaClient } from "./generated/client.ts";
import { migrate } from "./migrate.ts";
import { openPglite } from "./open-pglite.ts";
import { poolConfig, withPostgresSession } from "./open-postgres.ts";
import { readMigrations } from "./read-migrations.ts";

export type Database = {
  readonly kind: "pglite" | "postgres";
  readonly prisma: PrismaClient;
  /** Resolves when the database answers; rejects when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

export type OpenDatabaseOptions = {
  /** Postgres connection string. Absent: the embedded database. */
  readonly url?: string;
  /** Folder of the embedded database. Absent: in memory, gone when closed. */
  readonly dir?: string;
  readonly log: Log;
  readonly clock: Clock;
  /** Folder of the SQL migrations; only tests set it. */
  readonly migrationsDir?: string;
};

/** Transactions wait this long for a connection, and may then take this long, in milliseconds. */
const TRANSACTION = { maxWait: 10_000, timeout: 15_000 };

/**
 * Opens the database and brings it to the newest migration.
 * @throws Error with one sentence for the operator
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const started = options.clock.monotonic();
  const files = await readMigrations(options.migrationsDir ?? join(import.meta.dirname, "../../prisma/migrations"));
  const { database, applied } = options.url
    ? await openPostgresDatabase(options.url, files)
    : await openPgliteDatabase(options.dir, files);
  const ms = Math.round(options.clock.monotonic() - started);
  options.log.info({ database: database.kind, applied, ms }, "database open");
  return database;
}

type Opened = { database: Database; applied: string[] };
type Migrations = Awaited<ReturnType<typeof readMigrations>>;

async function openPostgresDatabase(url: string, files: Migrations): Promise<Opened> {
  const applied = await withPostgresSession(url, (session) => migrate(session, files));
  const adapter = new PrismaPg(poolConfig(url));
  const prisma = new PrismaClient({ adapter, transactionOptions: TRANSACTION });
  return { applied, database: asDatabase("postgres", prisma, () => Promise.resolve()) };
}

async function openPgliteDatabase(dir: string | undefined, files: Migrations): Promise<Opened> {
  const opened = await openPglite(dir);
  try {
    const applied = await migrate(opened.session, files);
    const adapter = new PrismaPGlite(opened.pglite);
    const prisma = new PrismaClient({ adapter, transactionOptions: TRANSACTION });
    return { applied, database: asDatabase("pglite", prisma, opened.close) };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function asDatabase(kind: Database["kind"], prisma: PrismaClient, closeDriver: () => Promise<void>): Database {
  return {
    kind,
    prisma,
    ping: async () => {
      await prisma.$queryRaw`SELECT 1`;
    },
    close: async () => {
      await prisma.$disconnect();
      await closeDriver();
    },
  };
}
