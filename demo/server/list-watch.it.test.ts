import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HandClock, handClock } from "../clock/hand-clock.ts";
import type { DemoCluster } from "../fleet/demo-cluster.ts";
import { type DemoFleet, startDemoFleet } from "../start-demo-fleet.ts";
import { call, watch } from "../testing/client.ts";
import type { Dict, KubeObject } from "../types/object.ts";
import { dict, list } from "../util/json.ts";

const PATH = "/api/v1/namespaces/default/configmaps";

let clock: HandClock;
let fleet: DemoFleet;
let cluster: DemoCluster;

beforeAll(async () => {
  clock = handClock();
  fleet = await startDemoFleet({ scenario: "empty", clock });
  cluster = fleet.cluster("empty-1");
});
afterAll(() => fleet.stop());

const put = (name: string, value = "1", labels: Record<string, string> = {}) => {
  const known = cluster.store.get("configmaps", "default", name);
  const input = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, namespace: "default", labels },
    data: { value },
  };
  if (!known) return cluster.writer.create("configmaps", input);
  const changed = cluster.writer.change("configmaps", known, (current) => ({
    ...current,
    data: { value },
    metadata: { ...current.metadata, labels },
  }));
  return changed ?? known;
};
const remove = (name: string) => {
  const known = cluster.store.get("configmaps", "default", name);
  if (known) cluster.writer.remove("configmaps", known);
};
const namesOf = (json: Dict) => list(json.items).map((item) => String(dict(dict(item).metadata).name));
const metaOf = (json: Dict) => dict(json.metadata);
const revision = () => String(cluster.store.revision);

describe("a paged list", () => {
  it("gives every object of one moment exactly once, whatever is written between the pages", async () => {
    const expected = Array.from(
      { length: 23 },
      (_, index) => put(`page-${String(index).padStart(2, "0")}`, "1", { page: "yes" }).metadata.name,
    );
    let next = "";
    const seen: string[] = [];
    const revisions = new Set<unknown>();
    do {
      const page = await call(cluster, `${PATH}?labelSelector=page&limit=5&continue=${next}`);
      seen.push(...namesOf(page.json));
      revisions.add(metaOf(page.json).resourceVersion);
      next = String(metaOf(page.json).continue ?? "");
      remove(`page-${String(seen.length + 2).padStart(2, "0")}`);
      put(`page-${String(seen.length).padStart(2, "0")}b`, "1", { page: "yes" });
    } while (next !== "");
    expect(seen).toEqual(expected);
    expect(revisions.size).toBe(1);
    for (const name of namesOf((await call(cluster, PATH)).json).filter((found) => found.startsWith("page-")))
      remove(name);
  });

  it("counts what remains, but not with selectors", async () => {
    for (const name of ["r1", "r2", "r3"]) put(name, "1", { rest: "yes" });
    const plain = metaOf((await call(cluster, `${PATH}?limit=1`)).json);
    expect(plain.remainingItemCount).toBe(cluster.store.list("configmaps", "default").length - 1);
    expect(metaOf((await call(cluster, `${PATH}?limit=1&labelSelector=rest`)).json)).not.toHaveProperty(
      "remainingItemCount",
    );
  });

  it("answers 410 after a compaction, with a token to go on without consistency", async () => {
    const first = await call(cluster, `${PATH}?limit=1&labelSelector=rest`);
    put("r9", "1", { rest: "yes" });
    cluster.compact();
    const gone = await call(cluster, `${PATH}?limit=5&labelSelector=rest&continue=${metaOf(first.json).continue}`);
    expect([gone.status, gone.json.reason, gone.json.code]).toEqual([410, "Expired", 410]);
    const rest = await call(cluster, `${PATH}?labelSelector=rest&continue=${metaOf(gone.json).continue}`);
    expect(namesOf(rest.json)).toEqual(["r2", "r3", "r9"]);
  });

  it.each([
    ["limit=1&continue=rubbish", 400],
    ["resourceVersion=abc", 400],
    ["resourceVersion=99999999", 504],
    ["resourceVersionMatch=Exact", 422],
    ["labelSelector=a%20b%20c", 400],
    ["fieldSelector=data.x%3D1", 400],
  ])("%s is %d", async (query, status) => {
    expect((await call(cluster, `${PATH}?${query}`)).status).toBe(status);
  });
});

describe("a watch", () => {
  it("without a version begins with what is there, and goes on with changes", async () => {
    put("w1", "1", { w: "yes" });
    const watching = await watch(cluster, `${PATH}?watch=true&labelSelector=w`);
    put("w1", "2", { w: "yes" });
    remove("w1");
    const events = await watching.until((all) => all.length === 3);
    expect(events.map(({ type, object }) => [type, dict(object.data).value])).toEqual([
      ["ADDED", "1"],
      ["MODIFIED", "2"],
      ["DELETED", "2"],
    ]);
    expect(Number(events[2]?.object.metadata.resourceVersion)).toBeGreaterThan(
      Number(events[1]?.object.metadata.resourceVersion),
    );
    watching.close();
  });

  it("with a selector shows entering as ADDED and leaving as DELETED", async () => {
    put("s1");
    const watching = await watch(cluster, `${PATH}?watch=true&labelSelector=s&resourceVersion=${revision()}`);
    put("s1", "1", { s: "yes" });
    put("s1", "2", { s: "yes" });
    put("s1", "3");
    const events = await watching.until((all) => all.length === 3);
    expect(events.map(({ type }) => type)).toEqual(["ADDED", "MODIFIED", "DELETED"]);
    watching.close();
  });

  it("sends a bookmark every minute and before it ends by its timeout", async () => {
    const watching = await watch(
      cluster,
      `${PATH}?watch=true&allowWatchBookmarks=true&timeoutSeconds=90&resourceVersion=${revision()}`,
    );
    clock.advance(61_000);
    const [bookmark] = await watching.until((all) => all.length === 1);
    expect(bookmark).toMatchObject({
      type: "BOOKMARK",
      object: { kind: "ConfigMap", metadata: { resourceVersion: revision() } },
    });
    clock.advance(30_000);
    await watching.ended;
    expect(watching.events.map(({ type }) => type)).toEqual(["BOOKMARK", "BOOKMARK"]);
  });

  it("as a list streams everything and marks the end of the beginning", async () => {
    put("wl", "1", { wl: "yes" });
    const options = "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
    const watching = await watch(cluster, `${PATH}?watch=true&${options}&labelSelector=wl`);
    const events = await watching.until((all) => all.length === 2);
    expect(events[0]).toMatchObject({ type: "ADDED", object: { metadata: { name: "wl" } } });
    expect(events[1]).toMatchObject({
      type: "BOOKMARK",
      object: { metadata: { annotations: { "k8s.io/initial-events-end": "true" } } },
    });
    watching.close();
    expect((await call(cluster, `${PATH}?watch=true&sendInitialEvents=true`)).status).toBe(422);
  });

  it("from before a compaction gets an ERROR event with 410", async () => {
    const from = revision();
    put("gone");
    cluster.compact();
    const watching = await watch(cluster, `${PATH}?watch=true&resourceVersion=${from}`);
    await watching.ended;
    expect(watching.status).toBe(200);
    expect(watching.events).toMatchObject([
      {
        type: "ERROR",
        object: {
          kind: "Status",
          code: 410,
          reason: "Expired",
          message: expect.stringMatching(/^too old resource version: \d+ \(\d+\)$/),
        },
      },
    ]);
  });

  it("in table and metadata form carries rows and metadata only", async () => {
    put("t1", "1", { t: "yes" });
    const table = await watch(cluster, `${PATH}?watch=true&labelSelector=t`, {
      headers: { accept: "application/json;as=Table;v=v1;g=meta.k8s.io" },
    });
    const [row] = await table.until((all) => all.length === 1);
    expect(row?.object).toMatchObject({
      kind: "Table",
      rows: [{ cells: ["t1", 1, expect.any(String)], object: { kind: "PartialObjectMetadata" } }],
    });
    table.close();
    const partial = await call(cluster, `${PATH}?labelSelector=t`, {
      headers: { accept: "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io" },
    });
    expect(partial.json).toMatchObject({
      kind: "PartialObjectMetadataList",
      items: [{ kind: "PartialObjectMetadata", metadata: { name: "t1" } }],
    });
    expect(list(partial.json.items)[0]).not.toHaveProperty("data");
  });
});

type Step = { name: string; value: string; remove: boolean };

/** A client that lists in pages and then watches, breaking off and resuming after every few events. */
async function follow(prefix: string, steps: readonly Step[], breakEvery: number): Promise<Map<string, string>> {
  const replica = new Map<string, string>();
  let token = "";
  let from = "";
  do {
    const page = await call(cluster, `${PATH}?labelSelector=${prefix}&limit=2&continue=${token}`);
    for (const item of list(page.json.items) as KubeObject[])
      replica.set(item.metadata.name, String(dict(item.data).value));
    token = String(metaOf(page.json).continue ?? "");
    from = String(metaOf(page.json).resourceVersion);
  } while (token !== "");
  for (const { name, value, remove: gone } of steps) {
    if (gone) remove(`${prefix}-${name}`);
    else put(`${prefix}-${name}`, value, { [prefix]: "yes" });
  }
  const last = put(`${prefix}-last`, "end", { [prefix]: "yes" }).metadata.resourceVersion;
  while (Number(from) < Number(last)) {
    const watching = await watch(cluster, `${PATH}?watch=true&labelSelector=${prefix}&resourceVersion=${from}`);
    const events = await watching.until(
      (all) => all.length >= breakEvery || all.some(({ object }) => object.metadata.resourceVersion === last),
    );
    for (const { type, object } of events.slice(0, breakEvery)) {
      if (type === "DELETED") replica.delete(object.metadata.name);
      else replica.set(object.metadata.name, String(dict(object.data).value));
      from = object.metadata.resourceVersion;
    }
    watching.close();
  }
  return replica;
}

it("list and watch, broken off and resumed at any point, end in what the store holds", async () => {
  let run = 0;
  const step = fc.record({
    name: fc.constantFrom("a", "b", "c", "d"),
    value: fc.string({ maxLength: 3 }),
    remove: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 5 }),
      fc.array(step, { maxLength: 14 }),
      fc.integer({ min: 1, max: 5 }),
      async (before, after, breakEvery) => {
        run += 1;
        const prefix = `prop${run}`;
        for (const { name, value } of before) put(`${prefix}-${name}`, value, { [prefix]: "yes" });
        const replica = await follow(prefix, after, breakEvery);
        const stored = cluster.store.list("configmaps", "default").filter(({ metadata }) => metadata.labels?.[prefix]);
        expect(replica).toEqual(
          new Map(stored.map((object) => [object.metadata.name, String(dict(object.data).value)])),
        );
      },
    ),
    { numRuns: 40 },
  );
});
