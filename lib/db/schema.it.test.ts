import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { type PrismaSchema, readPrismaSchema } from "../../test/read-prisma-schema.ts";

let db: TestDatabase;
let schema: PrismaSchema;

beforeAll(async () => {
  schema = await readPrismaSchema(join(import.meta.dirname, "../../prisma/schema"));
  db = await openTestDatabase();
});
afterAll(() => db.close());

describe("the migrated database is what the Prisma schema says", () => {
  test("the reading of the schema is not empty", () => {
    expect(schema.columns.length).toBeGreaterThan(80);
    expect(schema.indexes.length).toBeGreaterThan(30);
    expect(schema.foreignKeys.length).toBeGreaterThan(10);
    expect(Object.keys(schema.enums).length).toBeGreaterThan(8);
  });

  test("every column, with its type and whether it may be empty, and no other", async () => {
    const rows = await db.prisma.$queryRaw<
      { table: string; column: string; type: string; precision: number | null; nullable: string }[]
    >`
      SELECT table_name::text AS "table", column_name::text AS "column", udt_name::text AS type,
             datetime_precision::int AS precision, is_nullable::text AS nullable
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`;
    const actual = rows.map(({ table, column, type, precision, nullable }) => {
      const full = type === "timestamptz" ? `${type}(${precision})` : type;
      return `${table}.${column} ${full}${nullable === "YES" ? " null" : ""}`;
    });
    const expected = schema.columns.map(
      ({ table, column, type, nullable }) => `${table}.${column} ${type}${nullable ? " null" : ""}`,
    );
    expect(actual.sort()).toEqual(expected.sort());
  });

  test("every enum with its values in order, and no other", async () => {
    const rows = await db.prisma.$queryRaw<{ name: string; label: string }[]>`
      SELECT t.typname::text AS name, e.enumlabel::text AS label FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
       ORDER BY t.typname, e.enumsortorder`;
    const actual: Record<string, string[]> = {};
    for (const { name, label } of rows) actual[name] = [...(actual[name] ?? []), label];
    expect(actual).toEqual(schema.enums);
  });

  test("every key and index of the schema; what the database has besides is a constraint with conditions", async () => {
    const rows = await db.prisma.$queryRaw<
      { name: string; table: string; unique: boolean; partial: boolean; columns: string[] }[]
    >`
      SELECT i.relname::text AS name, t.relname::text AS "table", x.indisunique AS "unique", x.indpred IS NOT NULL AS partial,
             ARRAY(SELECT coalesce(a.attname::text, '') FROM unnest(x.indkey::int[]) WITH ORDINALITY AS k(attnum, n)
                   LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum ORDER BY k.n) AS columns
        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
        JOIN pg_namespace n ON n.oid = t.relnamespace
       WHERE n.nspname = 'public' AND t.relname <> '_prisma_migrations'`;
    const plain = rows.filter((row) => !row.partial);
    const actual = plain.map(({ name, table, unique, columns }) => ({ name, table, unique, columns }));
    expect(actual.filter((index) => index.name !== "audit_events_prev_hash_key").sort(byName)).toEqual(
      schema.indexes.toSorted(byName).map(({ name, table, unique, columns }) => ({ name, table, unique, columns })),
    );
    expect(
      rows
        .filter((row) => row.partial)
        .map((row) => row.name)
        .sort(),
    ).toEqual(["audit_events_outcome_key", "cluster_credentials_active_key", "grants_unrevoked_key"]);
  });

  test("every relation is a foreign key that deletes as the schema says", async () => {
    const rows = await db.prisma.$queryRaw<{ table: string; target: string; action: string; columns: string[] }[]>`
      SELECT s.relname::text AS "table", t.relname::text AS target, c.confdeltype::text AS action,
             ARRAY(SELECT a.attname::text FROM unnest(c.conkey::int[]) AS k(attnum)
                   JOIN pg_attribute a ON a.attrelid = s.oid AND a.attnum = k.attnum) AS columns
        FROM pg_constraint c JOIN pg_class s ON s.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
       WHERE c.contype = 'f'`;
    const actual = rows.map(
      ({ table, columns, target, action }) => `${table}(${columns.join()}) -> ${target} ${action}`,
    );
    const expected = schema.foreignKeys.map(
      ({ table, columns, target, onDelete }) => `${table}(${columns.join()}) -> ${target} ${onDelete}`,
    );
    expect(actual.sort()).toEqual(expected.sort());
  });
});

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
