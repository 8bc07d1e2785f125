import type { KubeObject } from "../types/object.ts";

export type Cell = string | number | boolean | null;

/** Columns after the name, and how an object fills them. `now` is in milliseconds. Priority 1 shows with `-o wide`. */
export type Printer = {
  columns: readonly (readonly [name: string, type: "string" | "integer" | "boolean" | "date", priority?: 0 | 1])[];
  cells: (object: KubeObject, now: number) => Cell[];
};
