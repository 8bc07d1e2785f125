/**
 * Whether a namespace name fits a grant's entry: an exact name, or a pattern in which `*` stands for any characters.
 * The pattern must fit the whole name; path segments that are no names (empty, `.`, `..`) fit nothing.
 * Greedy with one point to fall back to, so the time is at most
 * |pattern| × |name| and no pattern can make it explode.
 */
export function matchesNamespace(pattern: string, namespace: string): boolean {
  if (!namespace || namespace === "." || namespace === "..") return false;
  let p = 0;
  let n = 0;
  let star = -1;
  let resume = 0;
  while (n < namespace.length) {
    if (pattern[p] === "*") {
      star = p++;
      resume = n;
    } else if (p < pattern.length && pattern[p] === namespace[n]) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
