import { setImmediate as nextTurn } from "node:timers/promises";
import { ObjectSerializer } from "@kubernetes/client-node/dist/gen/models/ObjectSerializer.js";
import { createInterner } from "#lib/kubernetes/cache/interner";
import { scopeSink } from "#lib/kubernetes/cache/scope-sink";
import { splitList } from "#lib/kubernetes/cache/split-list";
import { KindStore, WHOLE_CLUSTER } from "#lib/kubernetes/cache/store";
import { POD } from "#lib/kubernetes/kinds/pod";
import type { PodRow } from "#lib/kubernetes/types/rows";
import { makePod } from "./make-pod.ts";

const PAGE = 500;

type Pod = { metadata: { namespace: string; name: string } };

/** The pages of a list as they come from the line, made one at a time. */
function* pages(count: number): Generator<Buffer> {
  for (let from = 0; from < count; from += PAGE) {
    const items = Array.from({ length: Math.min(PAGE, count - from) }, (_, at) => makePod(from + at));
    yield Buffer.from(JSON.stringify({ kind: "PodList", metadata: { resourceVersion: "1" }, items }));
  }
}

/** As the watch cache does it: rows of a generation, found by namespace, owner and node. */
function ours(): (page: Buffer) => unknown {
  const keys = { owner: (row: PodRow) => row.ownerUid, node: (row: PodRow) => row.node };
  const store = new KindStore<PodRow>(keys, () => {});
  const sink = scopeSink(store, { kind: POD, intern: createInterner(), scope: WHOLE_CLUSTER }, () => {});
  const writer = sink.begin();
  return (page) => {
    for (const item of splitList(page).items) writer.put(item);
    writer.commit();
    return store;
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
  nothing: () => () => undefined,
  wheelhouse: ours,
  "plain objects": () => objects((page) => parse(page).items),
  "client-node": () => objects((page) => ObjectSerializer.deserialize(parse(page), "V1PodList", "").items),
};

async function settle(): Promise<NodeJS.MemoryUsage> {
  for (let round = 0; round < 6; round++) {
    globalThis.gc?.();
    await nextTurn();
  }
  return process.memoryUsage();
}

/** Child process: holds the pods in one way and prints how many bytes that keeps. Run with `--expose-gc`. */
async function main(): Promise<void> {
  const [side = "", count = "0"] = process.argv.slice(2);
  const take = SIDES[side]?.();
  if (!take) throw new Error(`no side ${side}`);
  for (const page of pages(PAGE)) JSON.parse(page.toString());
  const before = await settle();
  let held: unknown;
  for (const page of pages(Number(count))) held = take(page);
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
