import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filterText, parseFilter, termText } from "#lib/core/parse-filter";
import { type FilterFields, matchFilter } from "./match-filter.tsx";
import { appliedFilter, joinFilter, splitFilter } from "./split-filter.ts";
import { suggestTerms } from "./suggest-terms.ts";

type Row = { name: string; status: string; namespace: string; restarts: number | undefined; images: string[] };
const fields: FilterFields<Row> = {
  fields: {
    status: (row) => row.status,
    namespace: (row) => row.namespace,
    restarts: (row) => row.restarts,
    image: (row) => row.images,
  },
  text: (row) => `${row.name} ${row.namespace}`,
};
const keys = new Set(Object.keys(fields.fields));
const rows: Row[] = [
  { name: "checkout-api", status: "failing", namespace: "pay-checkout", restarts: 9, images: ["nginx:1.27"] },
  { name: "ledger", status: "degraded", namespace: "pay-ledger", restarts: 0, images: ["ledger:2", "envoy:1"] },
  { name: "search", status: "healthy", namespace: "web", restarts: undefined, images: [] },
];
const find = (text: string) => rows.filter(matchFilter(parseFilter(text, keys), fields)).map((row) => row.name);

describe("a filter text", () => {
  test("keeps every row when it is empty", () => expect(find("  ")).toHaveLength(3));
  test("finds by field, whatever the case", () => expect(find("Status:FAILING")).toEqual(["checkout-api"]));
  test("takes several values as any of them", () =>
    expect(find("status:failing,degraded")).toEqual(["checkout-api", "ledger"]));
  test("takes several conditions as all of them", () =>
    expect(find("namespace:pay* status:degraded")).toEqual(["ledger"]));
  test("knows patterns, and a value without a star is the whole value", () => {
    expect(find("namespace:pay*")).toEqual(["checkout-api", "ledger"]);
    expect(find("namespace:pay")).toEqual([]);
  });
  test("turns a condition around with a minus", () => expect(find("-namespace:pay* ")).toEqual(["search"]));
  test("compares numbers, and an unknown number is neither above nor below", () => {
    expect(find("restarts:>5")).toEqual(["checkout-api"]);
    expect(find("restarts:<=0")).toEqual(["ledger"]);
    expect(find("restarts:>=0")).toEqual(["checkout-api", "ledger"]);
  });
  test("looks into lists", () => expect(find("image:envoy*")).toEqual(["ledger"]));
  test("searches free words in the row's text, quoted ones as a whole", () => {
    expect(find("check")).toEqual(["checkout-api"]);
    expect(find('"checkout-api pay"')).toEqual(["checkout-api"]);
    expect(find("-check -ledger")).toEqual(["search"]);
  });
  test("takes an unknown key as free text", () => expect(parseFilter("nginx:1.27", keys)[0]?.key).toBeUndefined());
  test("ignores a key without a value while it is being typed", () => expect(find("status:")).toHaveLength(3));
  test("does not take characters of a regular expression as such", () =>
    expect(find("namespace:p.y-ledger")).toEqual([]));
});

const pieces = fc
  .array(fc.constantFrom("status:", "namespace:", "other:", "-", '"', " ", ",", "*", "a", "b", ">5", ":"))
  .map((parts) => parts.join(""));

test("writing the parsed conditions and parsing them again gives the same conditions, for any text", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), pieces), (text) => {
      const once = parseFilter(text, keys);
      expect(parseFilter(filterText(once), keys)).toEqual(once);
    }),
    {
      numRuns: 2000,
      examples: [['a"b c"'], ["-status:failing"], ['status:"a b",c']],
    },
  );
});

test("suggestions complete keys first, then the values that occur, most frequent first", () => {
  const options = { fields: fields.fields, rows };
  expect(suggestTerms("", options).map((option) => option.insert)).toContain("status:");
  expect(suggestTerms("nam", options).map((option) => option.insert)).toEqual(["namespace:"]);
  expect(suggestTerms("status:f", options).map((option) => option.insert)).toEqual(["status:failing"]);
  expect(suggestTerms("-status:deg", options).map((option) => option.insert)).toEqual(["-status:degraded"]);
  const known = { ...options, values: { status: ["fine", "so so"] } };
  expect(suggestTerms("status:", known)).toEqual([
    { insert: "status:fine", count: undefined },
    { insert: 'status:"so so"', count: undefined },
  ]);
});

describe("the filter box", () => {
  test("shows conditions as chips and free words as text, and joins them again", () => {
    const parts = splitFilter("api status:failing namespace:pay* eu", keys);
    expect(parts).toEqual({ chips: ["status:failing", "namespace:pay*"], draft: "api eu" });
    expect(joinFilter(parts.chips, parts.draft)).toBe("status:failing namespace:pay* api eu");
  });
  test("does not filter by a condition whose value is still being typed", () => {
    expect(appliedFilter({ chips: ["kind:job"], draft: "api status:f" }, keys)).toBe("kind:job api");
    expect(appliedFilter({ chips: [], draft: "-status:f" }, keys)).toBe("");
    expect(appliedFilter({ chips: [], draft: "nginx:1.2" }, keys)).toBe("nginx:1.2");
  });
});

test("a value with a comma or a space is one value, and comes back as it was", () => {
  const keys = new Set(["who"]);
  const term = { key: "who", values: ["Müller, Anna", "bob"], negated: false };
  expect(termText(term)).toBe('who:"Müller, Anna",bob');
  expect(parseFilter(termText(term), keys)).toEqual([term]);
});
