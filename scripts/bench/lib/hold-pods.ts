import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { ObjectSerializer } from "@kubernetes/client-node/dist/gen/models/ObjectSerializer.js";
import { createInterner } from "#lib/kubernetes/cache/interner";
import { scopeSink } from "#lib/kubernetes/cache/scope-sink";
import { splitList } from "#lib/kubernetes/cache/split-list";
import { KindStore, WHOLE_CLUSTER } from "#lib/kubernetes/cache/store";
import { POD } from "#lib/kubernetes/kinds/pod";
import { POD_METRICS } from "#lib/kubernetes/kinds/pod-metrics";
import type { PodMetricsRow, PodRow } from "#lib/kubernetes/types/rows";

type Pod = { metadata: { namespace: string; name: string } };

/** The pages of a list as they come from the line: one per file, so that making them is no part of what is measured. */
function* pages(dir: string): Generator<Buffer> {
  for (const file of readdirSync(dir).toSorted()) yield readFileSync(join(dir, file));
}

/** As the watch cache does it: rows of a generation, found by namespace, owner and node. */
function ours(): (page: Buffer) => unknown {
  const intern = createInterner();
  const keys = { owner: (row: PodRow) => row.ownerUid, node: (row: PodRow) => row.node };
  const store = new KindStore<PodRow>(keys, () => {});
  const writer = scopeSink(store, { kind: POD, intern, scope: WHOLE_CLUSTER }, () => {}).begin();
  return (page) => {
    for (const item of splitList(page).items) writer.put(item);
    writer.commit();
    return store;
  };
}

/** The same, and beside each pod what it uses, as the metrics API sends it. */
function oursWithUse(): (page: Buffer) => unknown {
  const take = ours();
  const keys = { owner: (row: PodMetricsRow) => row.ownerUid, node: () => undefined };
  const store = new KindStore<PodMetricsRow>(keys, () => {});
  const kind = { kind: POD_METRICS, intern: createInterner(), scope: WHOLE_CLUSTER };
  const writer = scopeSink(store, kind, () => {}).begin();
  return (page) => {
    for (const item of splitList(page).items) {
      const { metadata } = item as Pod;
      const usage = { cpu: `${1e6 + metadata.name.length}n`, memory: "131072Ki" };
      writer.put({ metadata: { name: metadata.name, namespace: metadata.namespace }, containers: [{ usage }] });
    }
    writer.commit();
    return [take(page), store];
  };
}

function objects(read: (page: Buffer) => Pod[]): (page: Buffer) => unknown {
  const held = new Map<string, Pod>();
  return (page) => {
    for (const pod of read(page)) held.set(`${pod.metadata.namespace}/${pod.metadata.name}`, pod);
    return held;
  };
}

const parse = (page: Buffer) => JSON.parse(page.toString("utf8")) as { items: Pod[] };

const SIDES: Readonly<Record<string, () => (page: Buffer) => unknown>> = {
  nothing: () => (page) => void parse(page),
  wheelhouse: ours,
  "wheelhouse with use": oursWithUse,
  "plain objects": () => objects((page) => parse(page).items),
  "client-node": () => objects((page) => ObjectSerializer.deserialize(parse(page), "V1PodList", "").items),
};

/** Collects everything and gives free pages back to the system, so that what is resident is what is held. */
async function settle(): Promise<NodeJS.MemoryUsage> {
  for (let round = 0; round < 6; round++) {
    globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
    await nextTurn();
  }
  return process.memoryUsage();
}

/** Child process: holds the pods in one way and prints how many bytes that keeps. Run with `--expose-gc`. */
async function main(): Promise<void> {
  const [side = "", dir = ""] = process.argv.slice(2);
  const take = SIDES[side]?.();
  if (!take) throw new Error(`no side ${side}`);
  const before = await settle();
  let held: unknown;
  for (const page of pages(dir)) held = take(page);
  const after = await settle();
  const of = (usage: NodeJS.MemoryUsage) => usage.heapUsed + usage.external;
  const result = {
    liveBytes: of(after) - of(before),
    rssBytes: after.rss - before.rss,
    held: held === undefined ? 0 : 1,
  };
  process.stdout.write(JSON.stringify(result));
}

await main();
