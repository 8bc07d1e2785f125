import type { Dict } from "../types/object.ts";

/** A deep copy of JSON data. */
export function clone<T>(value: T): T {
  if (Array.isArray(value)) return value.map(clone) as T;
  if (value === null || typeof value !== "object") return value;
  const copy: Dict = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) setField(copy, key, clone(item));
  return copy as T;
}

/** Sets a field under any name; `__proto__` is a name like others in what clients send. */
export function setField(object: Dict, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

/** Equality of JSON data; a missing field equals an undefined one. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => equal(item, b[index]));
  }
  if (Array.isArray(b)) return false;
  const [left, right] = [a as Dict, b as Dict];
  for (const key of Object.keys(left)) if (!equal(left[key], right[key])) return false;
  for (const key of Object.keys(right)) if (left[key] === undefined && right[key] !== undefined) return false;
  return true;
}

export function isDict(value: unknown): value is Dict {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** The object at `value`, or an empty one. */
export function dict(value: unknown): Dict {
  return isDict(value) ? value : {};
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The value under a dotted path, for example `status.phase`. */
export function at(object: unknown, path: string): unknown {
  let value: unknown = object;
  for (const part of path.split(".")) value = dict(value)[part];
  return value;
}
