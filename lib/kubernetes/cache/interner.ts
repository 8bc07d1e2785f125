import type { Intern } from "../kinds/kind-definition.ts";

/** Longer texts are rarely equal, and looking them up costs more than it saves. */
const LONGEST = 256;

/**
 * Shares equal texts among the rows of one cluster. Bounded without a clock: when the young half is full it becomes
 * the old one and the former old half is let go, so what is still in use survives and the rest can be collected.
 * Everything is freed with the cluster's cache.
 */
export function createInterner(most = 50_000): Intern {
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  return (text) => {
    if (text.length > LONGEST) return text;
    const known = young.get(text);
    if (known !== undefined) return known;
    const shared = old.get(text) ?? text;
    if (young.size >= most) {
      old = young;
      young = new Map();
    }
    young.set(shared, shared);
    return shared;
  };
}
