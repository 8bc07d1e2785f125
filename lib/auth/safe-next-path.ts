/** Two slashes at the start, also percent-encoded once or twice, or anything that a browser reads as a slash. */
const LEAVES_THE_SITE = /^\/(%(25)*(2f|5c)|[/\\])/i;
const FORBIDDEN = /[\p{Cc}\\\s]/u;

/**
 * The path to go to after signing in: the one given when it is a path of this portal, else `/`.
 * Browsers drop tabs and line ends and read `\` as `/`, so those are refused instead of cleaned.
 */
export function safeNextPath(next: string | null | undefined): string {
  if (!next?.startsWith("/") || next.length > 2_000) return "/";
  if (FORBIDDEN.test(next) || LEAVES_THE_SITE.test(next)) return "/";
  const base = "http://portal.invalid";
  const url = URL.parse(next, base);
  if (!url || url.origin !== base || LEAVES_THE_SITE.test(url.pathname)) return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}
