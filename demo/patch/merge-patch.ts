import type { Dict } from "../types/object.ts";
import { clone, isDict, setField } from "../util/json.ts";

/** Applies a JSON merge patch (RFC 7386) to a copy. */
export function applyMergePatch<T>(target: T, patch: unknown): T {
  if (!isDict(patch)) return clone(patch) as T;
  const result: Dict = isDict(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else setField(result, key, applyMergePatch(Object.hasOwn(result, key) ? result[key] : undefined, value));
  }
  return result as T;
}
