import { defaultFilter } from "cmdk";

/** For which text the server found an item, and at which place of its answer. */
export type Found = { readonly text: string; readonly at: number };

/** As the list of commands keeps it. */
export function foundWords({ text, at }: Found): string[] {
  return [text, String(at)];
}

/**
 * How well an item fits what is typed, 0 for not at all. What the server found for this very text fits, whatever its
 * words, in the order of the server; everything else is compared by its text.
 */
export function fitItem(value: string, typed: string, [text, at]: readonly string[] = []): number {
  return text === typed.trim() ? 1 - Number(at) / 1000 : defaultFilter(value, typed);
}
