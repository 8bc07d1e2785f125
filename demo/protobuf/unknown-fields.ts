import type { Dict } from "../types/object.ts";
import { isDict } from "../util/json.ts";
import type { FieldInfo, MessageTable } from "./message-table.ts";

/** JSON names of a message's fields, with those that lie inline in it. */
function fieldsByName(table: MessageTable, type: string): Map<string, FieldInfo> {
  const all = new Map<string, FieldInfo>();
  for (const info of table.get(type)?.values() ?? []) {
    if (info.name !== undefined) all.set(info.name, info);
    else for (const [name, inner] of fieldsByName(table, info.type)) all.set(name, inner);
  }
  return all;
}

function visit(table: MessageTable, type: string, value: unknown, path: string, found: string[]): void {
  if (!isDict(value) || !table.has(type)) return;
  const fields = fieldsByName(table, type);
  for (const [key, item] of Object.entries(value)) {
    const here = path === "" ? key : `${path}.${key}`;
    const info = fields.get(key);
    if (!info) {
      if (path !== "" || (key !== "kind" && key !== "apiVersion")) found.push(here);
    } else if (info.shape === "list" && Array.isArray(item)) {
      for (const [index, element] of item.entries()) visit(table, info.type, element, `${here}[${index}]`, found);
    } else if (info.shape === "map" && isDict(item)) {
      for (const [name, element] of Object.entries(item)) visit(table, info.type, element, `${here}.${name}`, found);
    } else visit(table, info.type, item, here, found);
  }
}

/** Paths of fields that the kind does not have; empty for kinds whose fields are not known here. */
export function unknownFields(table: MessageTable, kind: string, object: Dict): string[] {
  const found: string[] = [];
  visit(table, kind, object, "", found);
  return found;
}
