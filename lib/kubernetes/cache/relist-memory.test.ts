import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { POD } from "../kinds/pod.ts";
import { podObject } from "../testing/objects.ts";
import type { PodRow } from "../types/rows.ts";
import { createInterner } from "./interner.ts";
import { scopeSink } from "./scope-sink.ts";
import { splitList } from "./split-list.ts";
import { KindStore, WHOLE_CLUSTER } from "./store.ts";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

async function heap(): Promise<number> {
  for (let round = 0; round < 5; round++) {
    collect();
    await nextTurn();
  }
  return process.memoryUsage().heapUsed;
}

const COUNT = 4_000;

function page(generation: number): Buffer {
  const items = Array.from({ length: COUNT }, (_, at) =>
    podObject({
      name: `app-${at % 400}-${at}`,
      uid: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`,
      // Every tenth pod differs from list to list, with texts that were never seen before.
      status: at % 10 === 0 ? { message: `changed in list ${generation}, pod ${at}` } : {},
      owner: { kind: "ReplicaSet", name: `app-${at % 400}`, uid: `owner-${at % 400}` },
    }),
  );
  return Buffer.from(JSON.stringify({ metadata: { resourceVersion: String(generation) }, items }));
}

test("ten lists later the rows take the memory of one", { timeout: 60_000 }, async () => {
  const store = new KindStore<PodRow>({ owner: (row) => row.ownerUid, node: (row) => row.node }, () => {});
  const sink = scopeSink(store, { kind: POD, intern: createInterner(5_000), scope: WHOLE_CLUSTER }, () => {});
  const relist = (generation: number) => {
    const writer = sink.begin();
    for (const item of splitList(page(generation)).items) writer.put(item);
    writer.commit();
  };
  const empty = await heap();
  for (let generation = 0; generation < 3; generation++) relist(generation);
  const before = await heap();
  for (let generation = 3; generation < 13; generation++) relist(generation);
  const after = await heap();
  expect(store.count).toBe(COUNT);
  const held = before - empty;
  expect(held).toBeGreaterThan(COUNT * 300);
  // The interner may fill up by some thousand short texts; another copy of the rows would double it.
  expect((after - before) / held).toBeLessThan(0.25);
  store.clear();
  expect((await heap()) - empty).toBeLessThan(held * 0.6);
});
