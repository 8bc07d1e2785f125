/**
 * Whether two rows say the same. Rows are plain data of numbers, texts, booleans, lists and maps. Most updates of an
 * object (heartbeats, managed fields) leave its row as it was, and then nobody needs to hear of it.
 */
export function rowEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && listEqual(a, b);
  if (Array.isArray(b)) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && rowEqual(left[key], right[key]));
}

function listEqual(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((entry, at) => rowEqual(entry, b[at]));
}
