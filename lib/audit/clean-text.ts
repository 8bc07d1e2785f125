/** Line ends, other control characters, line separators and marks that reorder text on screen. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Makes a text fit for one audit field: nothing in it can look like another row. At most `limit` characters. */
export function cleanText(text: string, limit = 500): string {
  const escaped = text
    .slice(0, limit * 2)
    .toWellFormed()
    .replace(UNSAFE, escapeCharacter);
  return escaped.length > limit ? `${escaped.slice(0, limit - 1).toWellFormed()}…` : escaped;
}

function escapeCharacter(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
