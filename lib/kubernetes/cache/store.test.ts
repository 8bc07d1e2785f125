import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createInterner } from "./interner.ts";
import { rowEqual } from "./row-equal.ts";
import { RowIndex } from "./row-index.ts";
import { KindStore, WHOLE_CLUSTER } from "./store.ts";

type Row = {
  uid: string;
  namespace: string;
  name: string;
  createdAt: number;
  deletedAt: undefined;
  ownerKind: undefined;
  ownerName: undefined;
  ownerUid: string | undefined;
  node: string | undefined;
  value: number;
};

const row = (namespace: string, name: string, more: Partial<Row> = {}): Row => ({
  uid: `${namespace}/${name}`,
  namespace,
  name,
  createdAt: 0,
  deletedAt: undefined,
  ownerKind: undefined,
  ownerName: undefined,
  ownerUid: undefined,
  node: undefined,
  value: 0,
  ...more,
});

const ALL = { all: true, has: () => false };
const only = (...names: string[]) => ({ all: false, has: (name: string) => names.includes(name) });

function newStore() {
  const changes: string[][] = [];
  const store = new KindStore<Row>({ owner: (one) => one.ownerUid, node: (one) => one.node }, (namespaces) =>
    changes.push([...namespaces].toSorted()),
  );
  const load = (scope: string, ...rows: Row[]) => {
    const writer = store.begin(scope);
    for (const one of rows) writer.put(one);
    writer.commit();
  };
  const names = (filter = ALL as Parameters<typeof store.rows>[0]) =>
    store
      .rows(filter)
      .map((one) => `${one.namespace}/${one.name}`)
      .toSorted();
  return { store, changes, load, names };
}

describe("KindStore", () => {
  test("a row takes over what the next one does not show, by event, relist and change of scope", () => {
    const keys = { owner: (one: Row) => one.ownerUid, node: (one: Row) => one.node };
    const changes: string[][] = [];
    const store = new KindStore<Row>(
      keys,
      (namespaces) => changes.push([...namespaces]),
      (before, next) => ({
        ...next,
        value: Math.max(before.value, next.value),
      }),
    );
    const relist = (scope: string, one: Row) => {
      const writer = store.begin(scope);
      writer.put(one);
      writer.commit();
    };
    relist("a", row("a", "x", { value: 3 }));
    store.put("a", row("a", "x", { value: 1, node: "n1" }));
    expect(store.get("a", "x")).toMatchObject({ value: 3, node: "n1" });
    relist(WHOLE_CLUSTER, row("a", "x", { value: 2, node: "n1" }));
    expect(store.get("a", "x")).toMatchObject({ value: 3, node: "n1" });
    expect(changes).toHaveLength(2);
  });

  test("shows a list only when it is complete, and says which namespaces changed", () => {
    const { store, changes, load, names } = newStore();
    const writer = store.begin(WHOLE_CLUSTER);
    writer.put(row("a", "x"));
    expect(names()).toEqual([]);
    writer.commit();
    expect(names()).toEqual(["a/x"]);
    load(WHOLE_CLUSTER, row("a", "x"), row("b", "y"));
    load(WHOLE_CLUSTER, row("b", "y"));
    expect(changes).toEqual([["a"], ["b"], ["a"]]);
    expect(names()).toEqual(["b/y"]);
  });

  test("a relist without news changes nothing: same objects, same revision", () => {
    const { store, changes, load } = newStore();
    load(WHOLE_CLUSTER, row("a", "x"));
    const before = store.get("a", "x");
    const revision = store.revision;
    load(WHOLE_CLUSTER, row("a", "x"));
    expect(store.get("a", "x")).toBe(before);
    expect(store.revision).toBe(revision);
    expect(changes).toHaveLength(1);
  });

  test("an update that leaves the row as it was is no change", () => {
    const { store, changes, load } = newStore();
    load(WHOLE_CLUSTER, row("a", "x"));
    store.put(WHOLE_CLUSTER, row("a", "x"));
    expect(changes).toHaveLength(1);
    store.put(WHOLE_CLUSTER, row("a", "x", { value: 1 }));
    expect(changes).toHaveLength(2);
    expect(store.revision).toBe(2);
  });

  test("readers get only the namespaces of their filter", () => {
    const { load, names } = newStore();
    load(WHOLE_CLUSTER, row("a", "x"), row("b", "y"), row("c", "z"));
    expect(names(only("a", "c"))).toEqual(["a/x", "c/z"]);
    expect(names(only())).toEqual([]);
  });

  test("namespaces watched one by one do not disturb each other, and a cluster-wide list replaces them", () => {
    const { store, load, names } = newStore();
    load("a", row("a", "x"), row("a", "gone"));
    load("b", row("b", "y"));
    expect(names()).toEqual(["a/gone", "a/x", "b/y"]);
    expect(store.get("b", "y")?.name).toBe("y");
    const kept = store.get("a", "x");
    load(WHOLE_CLUSTER, row("a", "x"), row("b", "y"), row("c", "z"));
    expect(names()).toEqual(["a/x", "b/y", "c/z"]);
    expect(store.get("a", "x")).toBe(kept);
    store.drop(WHOLE_CLUSTER);
    expect(names()).toEqual([]);
    expect(store.count).toBe(0);
  });

  test("changes for a scope that has no list yet are not taken", () => {
    const { store, names } = newStore();
    store.put("a", row("a", "x"));
    store.remove("a", "a", "x");
    expect(names()).toEqual([]);
  });

  test("names such as __proto__ are names", () => {
    const { store, load } = newStore();
    load(WHOLE_CLUSTER, row("__proto__", "constructor"));
    expect(store.get("__proto__", "constructor")?.name).toBe("constructor");
    expect(store.get("toString", "constructor")).toBeUndefined();
  });

  test("indexes equal a search through all rows, whatever happened before", () => {
    const operation = fc.record({
      remove: fc.boolean(),
      namespace: fc.constantFrom("a", "b"),
      name: fc.constantFrom(...Array.from({ length: 50 }, (_, at) => `p${at}`)),
      ownerUid: fc.constantFrom("o1", "o2", undefined),
      node: fc.constantFrom("n1", "n2", undefined),
    });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
        const { store, load } = newStore();
        load(WHOLE_CLUSTER);
        for (const { remove, namespace, name, ownerUid, node } of operations) {
          if (remove) store.remove(WHOLE_CLUSTER, namespace, name);
          else store.put(WHOLE_CLUSTER, row(namespace, name, { ownerUid, node }));
        }
        const all = store.rows(ALL);
        expect(store.count).toBe(all.length);
        for (const uid of ["o1", "o2"])
          expect(new Set(store.ownedBy(uid))).toEqual(new Set(all.filter((one) => one.ownerUid === uid)));
        for (const node of ["n1", "n2"])
          expect(new Set(store.onNode(node))).toEqual(new Set(all.filter((one) => one.node === node)));
      }),
      { numRuns: 100 },
    );
  });
});

test("an index lets go of keys without rows", () => {
  const index = new RowIndex<Row>();
  const rows = Array.from({ length: 100 }, (_, at) => row("a", `p${at}`));
  for (const one of rows) index.add("k", one);
  expect(index.get("k")).toHaveLength(100);
  for (const one of rows) index.remove("k", one);
  expect(index.keys).toBe(0);
  index.remove("k", row("a", "p"));
  expect(index.get("k")).toEqual([]);
});

describe("rowEqual", () => {
  test.each([
    [{ a: 1, b: [1, { c: "x" }] }, { a: 1, b: [1, { c: "x" }] }, true],
    [{ a: 1 }, { a: 2 }, false],
    [{ a: undefined }, { b: undefined }, false],
    [{ a: 1 }, { a: 1, b: 1 }, false],
    [[1, 2], [1], false],
    [[], {}, false],
    [undefined, {}, false],
    [null, {}, false],
  ])("%j and %j", (a, b, equal) => expect(rowEqual(a, b)).toBe(equal));

  test("agrees with JSON on plain data", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(rowEqual(a, structuredClone(a))).toBe(true);
        if (rowEqual(a, b)) expect(a).toEqual(b);
      }),
    );
  });
});

describe("createInterner", () => {
  test("gives equal texts back and stays bounded", () => {
    const intern = createInterner(100);
    for (let at = 0; at < 10_000; at++) expect(intern(`text-${at}`)).toBe(`text-${at}`);
    expect(intern("x".repeat(5000))).toHaveLength(5000);
  });
});
