/** One condition of a filter text. `key` undefined: free text. Several `values` mean any of them. */
export type FilterTerm = { key: string | undefined; values: string[]; negated: boolean };

const TOKEN = /-?(?:[A-Za-z][\w-]*:)?(?:"[^"]*"?|[^\s"]+)+|\S+/g;
/** Values are divided by commas, but for those within quotes. */
const VALUE = /(?:"[^"]*"?|[^,"])+/g;
const KEYED = /^(-?)([A-Za-z][\w-]*):(.*)$/;

/**
 * Splits a filter text into its conditions: `status:failing,degraded namespace:pay* -kind:job "out of memory" api`.
 * Keys that are not in `keys` stay free text, so that `nginx:1.27` finds an image.
 */
export function parseFilter(text: string, keys: ReadonlySet<string>): FilterTerm[] {
  return (text.match(TOKEN) ?? []).flatMap((token) => parseToken(token, keys));
}

function parseToken(token: string, keys: ReadonlySet<string>): FilterTerm[] {
  const match = KEYED.exec(token);
  const key = match?.[2]?.toLowerCase();
  if (match && key !== undefined && keys.has(key)) {
    const values = (match[3]?.match(VALUE) ?? []).map((value) => unquote(value).trim()).filter((value) => value !== "");
    return values.length === 0 ? [] : [{ key, values, negated: match[1] === "-" }];
  }
  const negated = token.startsWith("-") && token.length > 1;
  const value = unquote(negated ? token.slice(1) : token);
  return value === "" ? [] : [{ key: undefined, values: [value], negated }];
}

function unquote(text: string): string {
  return text.replaceAll('"', "");
}

/** The text of one condition, so that `parseFilter` of it gives the condition again. */
export function termText(term: FilterTerm): string {
  const ambiguous = term.key === undefined ? /\s|:|^-/ : /[\s,]/;
  const quoted = term.values.map((value) => (ambiguous.test(value) ? `"${value}"` : value)).join(",");
  return `${term.negated ? "-" : ""}${term.key === undefined ? "" : `${term.key}:`}${quoted}`;
}

export function filterText(terms: readonly FilterTerm[]): string {
  return terms.map(termText).join(" ");
}
