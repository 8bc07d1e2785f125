import type { FilterFields } from "./match-filter.tsx";

export type Suggestion = { insert: string; count: number | undefined };

const LIMIT = 8;

/** What may be typed next: keys while a key is typed, then the values that occur in the rows, most frequent first. */
export function suggestTerms<Row>(
  text: string,
  options: Pick<FilterFields<Row>, "fields" | "values"> & { rows: readonly Row[] },
): Suggestion[] {
  const minus = text.startsWith("-") ? "-" : "";
  const word = text.slice(minus.length).toLowerCase();
  const colon = word.indexOf(":");
  if (colon < 0) {
    return Object.keys(options.fields)
      .filter((key) => key.startsWith(word))
      .slice(0, LIMIT)
      .map((key) => ({ insert: `${minus}${key}:`, count: undefined }));
  }
  const key = word.slice(0, colon);
  const read = options.fields[key];
  if (!read) return [];
  const typed = word.slice(colon + 1);
  const known = options.values?.[key]?.map((value) => [value, undefined] as const);
  return (known ?? countValues(options.rows, read))
    .filter(([value]) => value.toLowerCase().startsWith(typed) && value.toLowerCase() !== typed)
    .slice(0, LIMIT)
    .map(([value, count]) => ({ insert: `${minus}${key}:${/[\s,]/.test(value) ? `"${value}"` : value}`, count }));
}

function countValues<Row>(
  rows: readonly Row[],
  read: FilterFields<Row>["fields"][string],
): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = read(row);
    if (typeof value === "number" || value === undefined) continue;
    for (const part of Array.isArray(value) ? value : [value as string]) {
      counts.set(part, (counts.get(part) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
