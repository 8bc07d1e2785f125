import type { PrinterColumn, ResourceInfo } from "../kinds/resource-info.ts";
import type { KubeObject } from "../types/object.ts";
import { at } from "../util/json.ts";
import { humanDuration } from "../util/time.ts";
import type { Cell, Printer } from "./printer.ts";
import { PRINTERS } from "./printers.ts";

export type TableColumn = { name: string; type: string; format: string; description: string; priority: number };

const column = (name: string, type: string, priority: number, description = ""): TableColumn => ({
  name,
  type: type === "date" ? "string" : type,
  format: name === "Name" ? "name" : "",
  description,
  priority,
});

/** The age as tables print it. */
function age(text: unknown, now: number): string {
  const time = typeof text === "string" ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? "<unknown>" : humanDuration(now - time);
}

/** The value at a simple JSONPath such as `.status.conditions[?(@.type=="Ready")].status`. */
function jsonPath(object: KubeObject, path: string): unknown {
  const filter = /^(.*)\[\?\(@\.(\w+)=="([^"]*)"\)\](.*)$/.exec(path);
  const strip = (text: string): string => text.replace(/^\./, "");
  if (!filter) return at(object, strip(path).replace(/\[(\d+)\]/g, ".$1"));
  const [, before = "", field = "", value, after = ""] = filter;
  const items = at(object, strip(before));
  const found = Array.isArray(items) ? items.find((item: Record<string, unknown>) => item[field] === value) : undefined;
  return after === "" ? found : at(found, strip(after));
}

function customCell(object: KubeObject, { type, jsonPath: path }: PrinterColumn, now: number): Cell {
  const value = jsonPath(object, path);
  if (value === undefined || value === null) return type === "string" ? "" : null;
  if (type === "date") return age(value, now);
  return typeof value === "object" ? JSON.stringify(value) : (value as Cell);
}

const GENERIC: Printer = {
  columns: [["Age", "date"]],
  cells: ({ metadata }, now) => [age(metadata.creationTimestamp, now)],
};

function printerOf(info: ResourceInfo): Printer {
  const custom = info.columns;
  if (!info.custom || !custom?.length) return PRINTERS[info.key] ?? GENERIC;
  const hasAge = custom.some(({ name }) => name.toLowerCase() === "age");
  return {
    columns: [
      ...custom.map(
        ({ name, type, priority }) =>
          [name, type === "date" ? "date" : (type as "string"), (priority ?? 0) > 0 ? 1 : 0] as const,
      ),
      ...(hasAge ? [] : ([["Age", "date"]] as const)),
    ],
    cells: (object, now) => [
      ...custom.map((definition) => customCell(object, definition, now)),
      ...(hasAge ? [] : [age(object.metadata.creationTimestamp, now)]),
    ],
  };
}

export function tableColumns(info: ResourceInfo): TableColumn[] {
  const columns = printerOf(info).columns.map(([name, type, priority]) => column(name, type, priority ?? 0));
  return info.key === "events" ? columns : [column("Name", "string", 0), ...columns];
}

export function tableRow(info: ResourceInfo, object: KubeObject, now: number): Cell[] {
  const cells = printerOf(info).cells(object, now);
  return info.key === "events" ? cells : [object.metadata.name, ...cells];
}
