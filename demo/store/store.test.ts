import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KubeObject } from "../types/object.ts";
import { keyOf } from "./change.ts";
import { Store } from "./store.ts";

const object = (name: string, namespace = "a", value = 0): KubeObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace, uid: `${namespace}/${name}`, resourceVersion: "", creationTimestamp: "" },
  value,
});

const names = (objects: readonly KubeObject[] | undefined) => objects?.map(keyOf);

type Step = { remove: boolean; name: string; namespace: string; value: number };
const steps = fc.array(
  fc.record({
    remove: fc.boolean(),
    name: fc.constantFrom("a", "b", "c", "d"),
    namespace: fc.constantFrom("x", "x-1", "y"),
    value: fc.nat(99),
  }),
  { maxLength: 60 },
);

function take(store: Store, { remove, name, namespace, value }: Step): void {
  if (remove) store.remove("configmaps", namespace, name);
  else store.put("configmaps", object(name, namespace, value));
}

describe("the store", () => {
  it("counts one revision per write and stamps it on the object", () => {
    const store = new Store();
    const first = store.put("configmaps", object("a"));
    const second = store.put("secrets", object("a"));
    expect(Number(second.metadata.resourceVersion)).toBe(Number(first.metadata.resourceVersion) + 1);
    expect(store.revision).toBe(Number(second.metadata.resourceVersion));
  });

  it("lists in the order of etcd's keys, a namespace without its neighbours of similar name", () => {
    const store = new Store();
    for (const [namespace, name] of [
      ["b", "x"],
      ["a-b", "x"],
      ["a", "z"],
      ["a", "y"],
    ])
      store.put("configmaps", object(name ?? "", namespace));
    expect(names(store.list("configmaps"))).toEqual(["a-b/x", "a/y", "a/z", "b/x"]);
    expect(names(store.list("configmaps", "a"))).toEqual(["a/y", "a/z"]);
  });

  it("gives the list as it was at any revision that is not compacted", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const store = new Store();
        const past = new Map<number, KubeObject[]>();
        for (const step of all) {
          take(store, step);
          past.set(store.revision, store.list("configmaps"));
        }
        for (const [revision, expected] of past) expect(store.listAt("configmaps", revision)).toEqual(expected);
      }),
    );
  });

  it("replays its changes to the same objects", () => {
    fc.assert(
      fc.property(steps, fc.nat(59), (all, cut) => {
        const store = new Store();
        for (const step of all.slice(0, cut)) take(store, step);
        const replica = new Map(store.list("configmaps").map((item) => [keyOf(item), item]));
        const from = store.revision;
        for (const step of all.slice(cut)) take(store, step);
        for (const change of store.changesSince("configmaps", from) ?? []) {
          if (change.type === "DELETED") replica.delete(keyOf(change.object));
          else replica.set(keyOf(change.object), change.object);
        }
        expect([...replica.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))).toEqual(store.list("configmaps"));
      }),
    );
  });

  it("has no changes from before a compaction, and none lost after it", () => {
    const store = new Store();
    store.put("configmaps", object("a"));
    const before = store.revision;
    store.put("configmaps", object("b"));
    store.compact();
    const at = store.revision;
    store.put("configmaps", object("c"));
    expect(store.changesSince("configmaps", before)).toBeUndefined();
    expect(store.listAt("configmaps", before)).toBeUndefined();
    expect(names(store.changesSince("configmaps", at)?.map((change) => change.object))).toEqual(["a/c"]);
  });

  it("forgets the oldest changes when there are too many", () => {
    const store = new Store(10);
    for (let index = 0; index < 50; index += 1) store.put("configmaps", object(`n${index}`));
    expect(store.changesSince("configmaps", 2)).toBeUndefined();
    expect(store.changesSince("configmaps", store.revision - 5)).toHaveLength(5);
  });

  it("knows what an owner owns until it is let go or removed", () => {
    const store = new Store();
    const owned = object("child");
    owned.metadata.ownerReferences = [{ apiVersion: "v1", kind: "X", name: "p", uid: "parent" }];
    const stored = store.put("configmaps", owned);
    expect(store.ownedBy("parent").map(({ object: item }) => item.metadata.name)).toEqual(["child"]);
    store.put("configmaps", { ...stored, metadata: { ...stored.metadata, ownerReferences: [] } });
    expect(store.ownedBy("parent")).toEqual([]);
  });
});
