import { ApiError, apiErrors } from "../registry/api-error.ts";
import type { Dict } from "../types/object.ts";
import { clone, equal, isDict, setField } from "../util/json.ts";

type Operation = { op: string; path: string; from?: string; value?: unknown };

const decodePart = (part: string): string => part.replaceAll("~1", "/").replaceAll("~0", "~");
/** The API server says no more than this, whatever went wrong. */
const REFUSED = "the server rejected our request due to an error in our request";
const failed = (): Error => new ApiError(422, "Invalid", REFUSED, {});

function segments(pointer: string): string[] {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) throw failed();
  return pointer.slice(1).split("/").map(decodePart);
}

function indexIn(items: unknown[], part: string, forAdd: boolean): number {
  if (part === "-" && forAdd) return items.length;
  const index = /^(0|[1-9][0-9]*)$/.test(part) ? Number(part) : Number.NaN;
  const end = forAdd ? items.length : items.length - 1;
  if (!(index <= end)) throw failed();
  return index;
}

function child(value: unknown, part: string): unknown {
  if (Array.isArray(value)) return value[indexIn(value, part, false)];
  if (isDict(value) && Object.hasOwn(value, part)) return value[part];
  throw failed();
}

const read = (document: unknown, pointer: string): unknown => segments(pointer).reduce(child, document);

function parentOf(document: unknown, pointer: string): { parent: unknown; last: string } {
  const parts = segments(pointer);
  const last = parts.pop();
  if (last === undefined) throw failed();
  return { parent: parts.reduce(child, document), last };
}

function add(document: unknown, pointer: string, value: unknown): void {
  const { parent, last } = parentOf(document, pointer);
  if (Array.isArray(parent)) parent.splice(indexIn(parent, last, true), 0, value);
  else if (isDict(parent)) setField(parent, last, value);
  else throw failed();
}

function remove(document: unknown, pointer: string): unknown {
  const { parent, last } = parentOf(document, pointer);
  const old = child(parent, last);
  if (Array.isArray(parent)) parent.splice(indexIn(parent, last, false), 1);
  else delete (parent as Dict)[last];
  return old;
}

function run(document: unknown, { op, path, from = "", value }: Operation): void {
  if (op === "add") add(document, path, clone(value));
  else if (op === "remove") remove(document, path);
  else if (op === "replace") {
    remove(document, path);
    add(document, path, clone(value));
  } else if (op === "move") add(document, path, remove(document, from));
  else if (op === "copy") add(document, path, clone(read(document, from)));
  else if (op === "test") {
    if (!equal(read(document, path), value)) throw failed();
  } else throw failed();
}

/** Applies a JSON patch (RFC 6902) to a copy. Throws Invalid (422) when an operation cannot be done. */
export function applyJsonPatch<T>(document: T, patch: unknown): T {
  if (!Array.isArray(patch)) throw apiErrors.badRequest("a JSON patch is a list of operations");
  const copy = clone(document);
  for (const operation of patch as Operation[]) run(copy, operation);
  return copy;
}
