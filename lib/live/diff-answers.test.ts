import fc from "fast-check";
import { expect, test } from "vitest";
import { createDeltaRing } from "./delta-ring.ts";
import { type Delta, diffAnswers } from "./diff-answers.ts";
import { parseViewId } from "./parse-view-id.ts";
import { type Serialised, serialiseAnswer } from "./serialise-answer.ts";

const answerArbitrary = fc.record({
  rows: fc.uniqueArray(fc.record({ key: fc.constantFrom("a", "b", "c", "d"), n: fc.nat(2) }), {
    selector: (row) => row.key,
  }),
  note: fc.option(fc.nat(2), { nil: undefined }),
  stale: fc.boolean(),
});

const serialise = ({
  rows,
  note,
  stale,
}: {
  rows: { key: string; n: number }[];
  note: number | undefined;
  stale: boolean;
}) =>
  serialiseAnswer({
    items: rows,
    freshness: [{ clusterId: "c", slug: "c", state: stale ? "stale" : "live" }],
    note,
  } as never);

/** What a browser does with a delta, on the texts. */
function apply(from: Serialised, delta: Delta) {
  const rows = new Map(from.rows);
  for (const key of delta.deletes) rows.delete(key);
  for (const [key, json] of delta.upserts) rows.set(key, json);
  const fields = new Map(from.fields);
  for (const [name, json] of delta.fields) {
    if (json === "null") fields.delete(name);
    else fields.set(name, json);
  }
  return { rows: sorted(rows), fields: sorted(fields), freshness: delta.freshness ?? from.freshness };
}
const sorted = (map: ReadonlyMap<string, string>) => [...map].sort();
const contentOf = ({ rows, fields, freshness }: Serialised) => ({
  rows: sorted(rows),
  fields: sorted(fields),
  freshness,
});

test("whatever revision a viewer stands at, the ring's one step leads to the present", () => {
  fc.assert(
    fc.property(fc.array(answerArbitrary, { minLength: 2, maxLength: 12 }), (answers) => {
      const ring = createDeltaRing();
      const steps = answers.map(serialise);
      for (const [at, next] of steps.slice(1).entries()) {
        const before = steps[at];
        const delta = before && diffAnswers(before, next);
        if (before && delta) ring.push(before.revision, delta);
      }
      const last = steps.at(-1);
      for (const step of steps) {
        const delta = ring.since(step.revision);
        if (delta && last) expect(apply(step, delta)).toEqual(contentOf(last));
        else expect(last && contentOf(step)).toEqual(last && contentOf(last));
      }
    }),
    { numRuns: 300 },
  );
});

test("a revision that the ring has forgotten, or never saw, gives nothing", () => {
  const ring = createDeltaRing();
  const steps = Array.from({ length: 100 }, (_, n) =>
    serialise({ rows: [{ key: "a", n }], note: undefined, stale: false }),
  );
  for (const [at, next] of steps.slice(1).entries()) {
    const before = steps[at] as Serialised;
    ring.push(before.revision, diffAnswers(before, next) as Delta);
  }
  expect(ring.since(steps[0]?.revision ?? "")).toBeUndefined();
  expect(ring.since("unknown")).toBeUndefined();
  expect(ring.since(steps[98]?.revision ?? "")).toBeDefined();
});

test("the id of a view names it and its parameters", () => {
  expect(parseViewId("home")).toEqual({ name: "home", params: {} });
  expect(parseViewId("workloads?team=payments&cluster=a&cluster=b")).toEqual({
    name: "workloads",
    params: { team: "payments", cluster: ["a", "b"] },
  });
  expect(() => parseViewId("x".repeat(2001))).toThrow(expect.objectContaining({ code: "bad_input" }));
});
