/**
 * How well a name fits what was typed: 0 the whole name, 1 its beginning, 2 the beginning of a part of it, 3 anywhere;
 * undefined: not at all. Several words must all fit, the worst counts. Plain text, no patterns.
 */
export function rankName(name: string, typed: string): number | undefined {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const ranks = words.map((word) => rankWord(name.toLowerCase(), word));
  if (ranks.length === 0 || ranks.includes(undefined)) return undefined;
  return Math.max(...ranks.filter((rank) => rank !== undefined));
}

function rankWord(name: string, word: string): number | undefined {
  const at = name.indexOf(word);
  if (at === -1) return undefined;
  if (name === word) return 0;
  if (at === 0) return 1;
  return /[-./]/.test(name.charAt(at - 1)) ? 2 : 3;
}
