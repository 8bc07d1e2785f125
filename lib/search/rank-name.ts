/**
 * How well a name fits what was typed: 0 the whole name, 1 its beginning, 2 the beginning of a part of it, 3 anywhere;
 * undefined: not at all. Several words must all fit, the worst counts. Plain text, no patterns.
 */
export function rankName(name: string, typed: string): number | undefined {
  const text = name.toLowerCase();
  const words = wordsOf(typed);
  const ranks = words.map((word) => rankWord(text, word));
  if (ranks.length === 0 || ranks.includes(undefined)) return undefined;
  if (text === words.join(" ")) return 0;
  return Math.max(...ranks.filter((rank) => rank !== undefined));
}

/** The best rank of something that goes by several names. */
export function rankNames(names: readonly string[], typed: string): number | undefined {
  const ranks = names.map((name) => rankName(name, typed)).filter((rank) => rank !== undefined);
  return ranks.length === 0 ? undefined : Math.min(...ranks);
}

/** What was typed, word by word. */
export function wordsOf(typed: string): string[] {
  return typed.toLowerCase().split(/\s+/).filter(Boolean);
}

function rankWord(name: string, word: string): number | undefined {
  const at = name.indexOf(word);
  if (at === -1) return undefined;
  if (name === word) return 0;
  if (at === 0) return 1;
  return /[-./@\s]/.test(name.charAt(at - 1)) ? 2 : 3;
}
