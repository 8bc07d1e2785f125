import type { FilterTerm } from "#lib/core/parse-filter";

/** What a filter may ask of a row: each field by key, and all its text for free words. */
export type FilterFields<Row> = {
  fields: Readonly<Record<string, (row: Row) => FieldValue>>;
  text: (row: Row) => string;
  /** Values to offer for a key instead of those of the rows at hand, where these are only a part. */
  values?: Readonly<Record<string, readonly string[]>>;
};
export type FieldValue = string | number | undefined | readonly string[];

const COMPARISON = /^(>=|<=|>|<)(\d+(?:\.\d+)?)$/;

/** A function that says whether a row meets every condition. */
export function matchFilter<Row>(terms: readonly FilterTerm[], fields: FilterFields<Row>): (row: Row) => boolean {
  const tests = terms.map((term) => compileTerm(term, fields));
  return (row) => tests.every((test) => test(row));
}

function compileTerm<Row>(term: FilterTerm, fields: FilterFields<Row>): (row: Row) => boolean {
  const { key, negated } = term;
  if (key === undefined) {
    const needle = (term.values[0] ?? "").toLowerCase();
    return (row) => fields.text(row).toLowerCase().includes(needle) !== negated;
  }
  const read = fields.fields[key];
  if (!read) return () => negated;
  const matchers = term.values.map(compileValue);
  return (row) => {
    const value = read(row);
    const parts: readonly (string | number | undefined)[] = Array.isArray(value) ? value : [value as string];
    return parts.some((part) => matchers.some((matches) => matches(part))) !== negated;
  };
}

/** `>5` compares numbers, `pay*` is a pattern, anything else is the whole value; case does not matter. */
function compileValue(value: string): (part: string | number | undefined) => boolean {
  const comparison = COMPARISON.exec(value);
  if (comparison) {
    const limit = Number(comparison[2]);
    return (part) => typeof part === "number" && compare(part, comparison[1] ?? "", limit);
  }
  const pattern = value
    .split("*")
    .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  const expression = new RegExp(`^${pattern}$`, "i");
  return (part) => part !== undefined && expression.test(String(part));
}

function compare(part: number, operator: string, limit: number): boolean {
  if (operator === ">") return part > limit;
  if (operator === "<") return part < limit;
  return operator === ">=" ? part >= limit : part <= limit;
}
