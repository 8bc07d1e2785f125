import { parseFilter, termText } from "#lib/core/parse-filter";

/** A filter text as the box shows it: `key:value` conditions as chips, and the free words that stay text. */
export function splitFilter(text: string, keys: ReadonlySet<string>): { chips: string[]; draft: string } {
  const terms = parseFilter(text, keys);
  const chips = terms.filter((term) => term.key !== undefined).map(termText);
  const draft = terms.filter((term) => term.key === undefined).map(termText);
  return { chips: [...new Set(chips)], draft: draft.join(" ") };
}

/** The filter text of chips and the text that is being typed. */
export function joinFilter(chips: readonly string[], draft: string): string {
  return [...chips, draft.trim()].filter((part) => part !== "").join(" ");
}

/** The filter text that counts while the draft is being typed: all but a `key:value` at its end. */
export function appliedFilter(parts: { chips: readonly string[]; draft: string }, keys: ReadonlySet<string>): string {
  const cut = parts.draft.lastIndexOf(" ") + 1;
  const key = /^-?([A-Za-z][\w-]*):/.exec(parts.draft.slice(cut))?.[1]?.toLowerCase();
  const unfinished = key !== undefined && keys.has(key);
  return joinFilter(parts.chips, unfinished ? parts.draft.slice(0, cut) : parts.draft);
}
