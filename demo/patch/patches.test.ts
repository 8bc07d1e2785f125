import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyJsonPatch } from "./json-patch.ts";
import { applyMergePatch } from "./merge-patch.ts";
import { applyStrategicMerge } from "./strategic-merge.ts";

describe("JSON patch", () => {
  const document = { a: { "b/c": 1, "d~e": 2 }, list: [1, 2, 3] };

  it.each([
    [[{ op: "add", path: "/a/x", value: { y: 1 } }], { a: { "b/c": 1, "d~e": 2, x: { y: 1 } }, list: [1, 2, 3] }],
    [[{ op: "remove", path: "/a/b~1c" }], { a: { "d~e": 2 }, list: [1, 2, 3] }],
    [[{ op: "replace", path: "/a/d~0e", value: 9 }], { a: { "b/c": 1, "d~e": 9 }, list: [1, 2, 3] }],
    [[{ op: "add", path: "/list/-", value: 4 }], { a: document.a, list: [1, 2, 3, 4] }],
    [[{ op: "add", path: "/list/0", value: 0 }], { a: document.a, list: [0, 1, 2, 3] }],
    [[{ op: "move", from: "/list", path: "/moved" }], { a: document.a, moved: [1, 2, 3] }],
    [[{ op: "copy", from: "/list/1", path: "/two" }], { a: document.a, list: [1, 2, 3], two: 2 }],
    [[{ op: "test", path: "/list", value: [1, 2, 3] }], document],
  ])("%j", (patch, expected) => {
    expect(applyJsonPatch(document, patch)).toEqual(expected);
  });

  it.each([
    [[{ op: "remove", path: "/nothing" }]],
    [[{ op: "replace", path: "/list/7", value: 1 }]],
    [[{ op: "test", path: "/list/0", value: 2 }]],
    [[{ op: "jump", path: "/a" }]],
    [[{ op: "add", path: "no-pointer", value: 1 }]],
  ])("%j is refused and changes nothing", (patch) => {
    const before = structuredClone(document);
    expect(() => applyJsonPatch(document, patch)).toThrow("the server rejected our request");
    expect(document).toEqual(before);
  });
});

describe("merge patch", () => {
  it("sets, nests and removes with null", () => {
    expect(applyMergePatch({ a: 1, b: { c: 1, d: 2 }, l: [1] }, { a: null, b: { c: null, e: 3 }, l: [2] })).toEqual({
      b: { d: 2, e: 3 },
      l: [2],
    });
  });

  it("of an object into nothing is the object, when it holds no null", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.array(fc.integer()))), (value) => {
        expect(applyMergePatch({}, value)).toEqual({ ...value });
      }),
    );
  });
});

describe("strategic merge patch", () => {
  const pod = () => ({
    spec: {
      containers: [
        {
          name: "app",
          image: "a:1",
          env: [
            { name: "A", value: "1" },
            { name: "B", value: "2" },
          ],
        },
        { name: "side", image: "s:1" },
      ],
      tolerations: [{ key: "x" }],
    },
    metadata: { finalizers: ["one", "two"] },
  });

  it("merges containers and their variables by name", () => {
    const patch = { spec: { containers: [{ name: "app", env: [{ name: "B", value: "3" }] }] } };
    expect(applyStrategicMerge(pod(), patch).spec.containers).toEqual([
      {
        name: "app",
        image: "a:1",
        env: [
          { name: "A", value: "1" },
          { name: "B", value: "3" },
        ],
      },
      { name: "side", image: "s:1" },
    ]);
  });

  it("deletes by $patch, appends what is new and obeys the given order", () => {
    const patch = {
      spec: {
        $setElementOrder: undefined,
        "$setElementOrder/containers": [{ name: "new" }, { name: "app" }],
        containers: [
          { name: "side", $patch: "delete" },
          { name: "new", image: "n:1" },
        ],
      },
    };
    expect(applyStrategicMerge(pod(), patch).spec.containers.map(({ name }) => name)).toEqual(["new", "app"]);
  });

  it("replaces atomic lists and whole lists with $patch: replace", () => {
    const patch = {
      spec: { tolerations: [{ key: "y" }], containers: [{ $patch: "replace" }, { name: "only", image: "o" }] },
    };
    const { spec } = applyStrategicMerge(pod(), patch);
    expect(spec.tolerations).toEqual([{ key: "y" }]);
    expect(spec.containers).toEqual([{ name: "only", image: "o" }]);
  });

  it("adds to and deletes from sets of plain values", () => {
    const patch = { metadata: { "$deleteFromPrimitiveList/finalizers": ["one"], finalizers: ["three"] } };
    expect(applyStrategicMerge(pod(), patch).metadata.finalizers).toEqual(["two", "three"]);
  });

  it("keeps only what $retainKeys names", () => {
    expect(applyStrategicMerge({ a: 1, b: 2 }, { $retainKeys: ["b", "c"], c: 3 })).toEqual({ b: 2, c: 3 });
  });
});
