import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export type SchemaColumn = { table: string; column: string; type: string; nullable: boolean };
export type SchemaIndex = { table: string; name: string; columns: string[]; unique: boolean };
export type SchemaForeignKey = { table: string; columns: string[]; target: string; onDelete: string };
export type PrismaSchema = {
  enums: Record<string, string[]>;
  columns: SchemaColumn[];
  indexes: SchemaIndex[];
  foreignKeys: SchemaForeignKey[];
};

const TYPES: Record<string, string> = {
  String: "text",
  Int: "int4",
  BigInt: "int8",
  Float: "float8",
  Boolean: "bool",
  Json: "jsonb",
  Bytes: "bytea",
  "DateTime @db.Timestamptz(3)": "timestamptz(3)",
  "String @db.Uuid": "uuid",
};
const ON_DELETE: Record<string, string> = { Cascade: "c", Restrict: "r", SetNull: "n" };

type Block = { kind: "model" | "enum"; name: string; lines: string[]; map: string };

/** What the Prisma schema promises about the database, read from its text in the few forms that it uses. */
export async function readPrismaSchema(directory: string): Promise<PrismaSchema> {
  const files = (await readdir(directory)).filter((name) => name.endsWith(".prisma"));
  const texts = await Promise.all(files.map((name) => readFile(join(directory, name), "utf8")));
  const blocks = texts.flatMap(readBlocks);
  const models = new Map(blocks.filter((block) => block.kind === "model").map((block) => [block.name, block]));
  const enums = new Map(blocks.filter((block) => block.kind === "enum").map((block) => [block.name, block]));
  const schema: PrismaSchema = { enums: {}, columns: [], indexes: [], foreignKeys: [] };
  for (const block of enums.values()) schema.enums[block.map] = block.lines.filter((line) => !line.startsWith("@@"));
  for (const model of models.values()) readModel(schema, model, models, enums);
  return schema;
}

function readBlocks(text: string): Block[] {
  const found = text.matchAll(/^(model|enum) (\w+) \{\n(.*?)^\}/gms);
  return [...found].map(([, kind, name = "", body = ""]) => {
    const lines = body.split("\n").map((line) => line.trim());
    const useful = lines.filter((line) => line !== "" && !line.startsWith("//"));
    const map = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name;
    return { kind: kind === "enum" ? "enum" : "model", name, lines: useful, map };
  });
}

function readModel(schema: PrismaSchema, model: Block, models: Map<string, Block>, enums: Map<string, Block>): void {
  const table = model.map;
  const names = new Map<string, string>();
  const listed = (text: string) => text.split(",").map((name) => names.get(name.trim()) ?? name.trim());
  for (const line of model.lines.filter((text) => !text.startsWith("@@"))) {
    const [, field = "", type = "", list, optional] = /^(\w+)\s+(\w+)(\[\])?(\?)?/.exec(line) ?? [];
    const relation = models.get(type);
    if (relation) {
      const [, own] = /fields: \[([^\]]*)\]/.exec(line) ?? [];
      const [, onDelete = "Restrict"] = /onDelete: (\w+)/.exec(line) ?? [];
      if (own)
        schema.foreignKeys.push({
          table,
          columns: listed(own),
          target: relation.map,
          onDelete: ON_DELETE[onDelete] ?? "?",
        });
      continue;
    }
    const column = /@map\("(\w+)"\)/.exec(line)?.[1] ?? field;
    names.set(field, column);
    const native = /@db\.\w+(\(\d+\))?/.exec(line)?.[0];
    const base = enums.get(type)?.map ?? TYPES[native ? `${type} ${native}` : type] ?? `unknown ${type} ${native}`;
    schema.columns.push({ table, column, type: list ? `_${base}` : base, nullable: optional !== undefined });
    if (/@id\b/.test(line)) schema.indexes.push({ table, name: `${table}_pkey`, columns: [column], unique: true });
    if (/@unique\b/.test(line))
      schema.indexes.push({ table, name: `${table}_${column}_key`, columns: [column], unique: true });
  }
  for (const line of model.lines.filter((text) => text.startsWith("@@"))) {
    const [, kind, fields = ""] = /^@@(id|unique|index)\(\[([^\]]*)\]/.exec(line) ?? [];
    if (!kind) continue;
    const columns = listed(fields);
    const suffix = { id: "pkey", unique: `${columns.join("_")}_key`, index: `${columns.join("_")}_idx` }[kind];
    schema.indexes.push({ table, name: `${table}_${suffix}`, columns, unique: kind !== "index" });
  }
}
