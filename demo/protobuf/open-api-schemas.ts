import type { Dict } from "../types/object.ts";
import type { FieldInfo, MessageTable } from "./message-table.ts";

const SCALARS: Readonly<Record<string, Dict>> = {
  string: { type: "string" },
  bytes: { type: "string", format: "byte" },
  bool: { type: "boolean" },
  int32: { type: "integer", format: "int32" },
  int64: { type: "integer", format: "int64" },
  double: { type: "number", format: "double" },
  Time: { type: "string", format: "date-time" },
  MicroTime: { type: "string", format: "date-time" },
  Quantity: { type: "string" },
  IntOrString: { type: "string", format: "int-or-string" },
  FieldsV1: { type: "object" },
  RawExtension: { type: "object" },
};

const reference = (type: string): string => `#/components/schemas/${type}`;

class SchemaBuilder {
  readonly schemas: Record<string, Dict> = {};
  readonly #table: MessageTable;

  constructor(table: MessageTable) {
    this.#table = table;
  }

  add(type: string): void {
    if (this.schemas[type] || !this.#table.has(type)) return;
    const properties: Dict = {};
    this.schemas[type] = { type: "object", properties };
    this.#addFields(type, properties);
  }

  #addFields(type: string, properties: Dict): void {
    for (const info of this.#table.get(type)?.values() ?? []) {
      if (info.name === undefined) this.#addFields(info.type, properties);
      else properties[info.name] = this.#shape(info);
    }
  }

  #shape({ type, shape }: FieldInfo): Dict {
    if (shape === "list") return { type: "array", items: this.#one(type) };
    return shape === "map" ? { type: "object", additionalProperties: this.#one(type) } : this.#one(type);
  }

  #one(type: string): Dict {
    const known = SCALARS[type];
    if (known) return known;
    this.add(type);
    return { allOf: [{ $ref: reference(type) }], default: {} };
  }
}

const TEXT = { type: "string" };

/** OpenAPI 3 schemas of these kinds and all they are made of: names and types, without descriptions. */
export function openApiSchemas(
  table: MessageTable,
  kinds: readonly { group: string; version: string; kind: string }[],
): Record<string, Dict> {
  const builder = new SchemaBuilder(table);
  for (const { group, version, kind } of kinds) {
    builder.add(kind);
    const schema = builder.schemas[kind] ?? { type: "object", "x-kubernetes-preserve-unknown-fields": true };
    builder.schemas[kind] = {
      ...schema,
      ...(schema.properties ? { properties: { apiVersion: TEXT, kind: TEXT, ...(schema.properties as Dict) } } : {}),
      "x-kubernetes-group-version-kind": [{ group, version, kind }],
    };
  }
  return builder.schemas;
}
