import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kubeError } from "../api/kube-error.ts";
import { POD } from "../kinds/pod.ts";
import { manualClock } from "../testing/manual-clock.ts";
import { ModelCollection } from "../testing/model-collection.ts";
import { asIs } from "../testing/objects.ts";
import type { PodRow } from "../types/rows.ts";
import { createColdListLimiter } from "./cold-list-limiter.ts";
import { Reflector, type ReflectorStatus } from "./reflector.ts";
import type { ReflectorSource, WatchEvent } from "./reflector-source.ts";
import { scopeSink } from "./scope-sink.ts";
import { KindStore, WHOLE_CLUSTER } from "./store.ts";

const ALL = { all: true, has: () => true };

function setUp(source: ReflectorSource, watchList = true) {
  const clock = manualClock();
  const store = new KindStore<PodRow>({ owner: (row) => row.ownerUid, node: (row) => row.node }, () => {});
  const statuses: ReflectorStatus[] = [];
  const pauses: number[] = [];
  const plain = scopeSink(store, { kind: POD, intern: asIs, scope: WHOLE_CLUSTER }, (status) => statuses.push(status));
  const hooks = { began: () => {}, committed: () => {} };
  const sink = {
    ...plain,
    begin: () => {
      const writer = plain.begin();
      hooks.began();
      const commit = () => {
        writer.commit();
        hooks.committed();
      };
      return { ...writer, commit };
    },
  };
  const reflector = new Reflector({
    cluster: "model",
    source,
    sink,
    clock,
    random: () => 0.5,
    limiter: createColdListLimiter(clock),
    priority: () => 0,
    features: { watchList },
    pause: async (ms, signal) => {
      pauses.push(ms);
      await nextTurn();
      signal.throwIfAborted();
    },
  });
  const abort = new AbortController();
  const done = reflector
    .run(abort.signal)
    .catch((error: unknown) => (abort.signal.aborted ? "aborted" : Promise.reject(error)));
  const rows = () => Object.fromEntries(store.rows(ALL).map((row) => [row.name, row.reason]));
  return { clock, store, statuses, pauses, hooks, reflector, abort, done, rows };
}

async function turns(count: number): Promise<void> {
  for (let at = 0; at < count; at++) await nextTurn();
}

async function until(condition: () => boolean): Promise<void> {
  for (let at = 0; at < 2_000; at++) {
    if (condition()) return;
    await nextTurn();
  }
  throw new Error("it did not happen");
}

const contents = (model: ModelCollection) =>
  Object.fromEntries(
    [...model.objects].map(([name, object]) => [name, (object as { status: { reason: string } }).status.reason]),
  );

type Command =
  | { do: "put" | "delete"; name: string }
  | { do: "turns"; count: number }
  | { do: "refuse" | "cutLists"; count: number }
  | { do: "compact" | "close" | "reset" | "expired" | "bookmark" };

const name = fc.constantFrom("a", "b", "c", "d", "e", "f");
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("put" as const, "delete" as const), name }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("turns" as const), count: fc.integer({ min: 1, max: 6 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom("refuse" as const, "cutLists" as const),
      count: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("compact", "close", "reset", "expired", "bookmark") as fc.Arbitrary<"compact">,
    }),
  },
);

/** Runs the commands against a model server and a reflector, and watches what a reader would see. */
async function play(commands: readonly Command[], watchList: boolean): Promise<void> {
  const model = new ModelCollection();
  model.faults.watchList = watchList;
  for (const first of ["a", "b", "c", "d"]) model.put(first, "v0");
  const { store, hooks, abort, done, rows } = setUp(model);
  const deletedBeforeList = new Set<string>();
  const deleted = new Set<string>();
  let revisionAtBegin = 0;
  hooks.began = () => {
    revisionAtBegin = store.revision;
    for (const uid of deleted) deletedBeforeList.add(uid);
  };
  hooks.committed = () => {
    const ghosts = store.rows(ALL).filter((row) => deletedBeforeList.has(row.uid));
    expect(ghosts, "a deleted object came back with a completed list").toEqual([]);
    expect(store.revision - revisionAtBegin, "a list was visible before it was complete").toBeLessThanOrEqual(1);
  };
  let value = 0;
  for (const step of commands) {
    if (step.do === "put") model.put(step.name, `v${++value}`);
    else if (step.do === "delete") {
      const object = model.objects.get(step.name) as { metadata: { uid: string } } | undefined;
      if (object) deleted.add(object.metadata.uid);
      model.delete(step.name);
    } else if (step.do === "turns") await turns(step.count);
    else if (step.do === "refuse" || step.do === "cutLists") model.faults[step.do] = step.count;
    else if (step.do === "compact") model.compact();
    else if (step.do === "bookmark") model.bookmark();
    else model.endWatches(step.do);
  }
  model.faults.refuse = 0;
  model.faults.cutLists = 0;
  const equal = () =>
    JSON.stringify(Object.entries(rows()).toSorted()) === JSON.stringify(Object.entries(contents(model)).toSorted());
  await until(equal);
  abort.abort();
  expect(await done).toBe("aborted");
}

describe("for any history of changes and faults the rows become equal to the server's, without ghosts or gaps", () => {
  test.each([
    ["by watch-list", true],
    ["by pages", false],
  ])("%s", { timeout: 120_000 }, async (_, watchList) => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 40 }), (commands) => play(commands, watchList)),
      { numRuns: 1500 },
    );
  });
});

test("a server without watch-lists is read by pages, and asked for a watch-list only once", async () => {
  const model = new ModelCollection();
  model.faults.watchList = false;
  model.put("a", "1");
  const { statuses, abort, done, rows } = setUp(model);
  await until(() => statuses.at(-1)?.state === "live");
  expect(rows()).toEqual({ a: "1" });
  abort.abort();
  await done;
});

test("a first failure is no news, a second makes the rows stale, and they stay", async () => {
  const model = new ModelCollection();
  model.put("a", "1");
  const { statuses, abort, done, rows } = setUp(model);
  await until(() => statuses.at(-1)?.state === "live");
  model.endWatches("reset");
  await turns(10);
  expect(statuses.map((status) => status.state)).toEqual(["live"]);
  model.faults.refuse = 1_000_000;
  model.endWatches("reset");
  await until(() => statuses.at(-1)?.state === "stale");
  expect(statuses.at(-1)).toEqual({ state: "stale", reason: "reset", message: "the connection was cut off" });
  expect(rows()).toEqual({ a: "1" });
  model.faults.refuse = 0;
  await until(() => statuses.at(-1)?.state === "live");
  abort.abort();
  await done;
});

test("a cluster that was never reached is starting, with the reason", async () => {
  const model = new ModelCollection();
  model.faults.refuse = 1_000_000;
  const { statuses, pauses, abort, done } = setUp(model);
  await until(() => pauses.length >= 8);
  expect(statuses).toEqual([{ state: "starting", reason: "reset", message: "the connection was cut off" }]);
  expect(pauses.slice(0, 8)).toEqual([400, 800, 1600, 3200, 6400, 12_800, 15_000, 15_000]);
  abort.abort();
  await done;
});

type Script = Partial<ReflectorSource>;
const scripted = (script: Script): ReflectorSource => ({
  list: () => Promise.reject(new Error("not expected")),
  watch: (_, signal) => quiet(signal),
  ...script,
});

async function* quiet(signal: AbortSignal): AsyncGenerator<WatchEvent> {
  await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}

test.each([
  ["forbidden", 403],
  ["unsupported", 404],
  ["unsupported", 405],
  ["unsupported", 406],
])("stops as %s at HTTP %i", async (outcome, status) => {
  const { done } = setUp(
    scripted({ list: () => Promise.reject(kubeError({ cluster: "c", message: "no", status })) }),
    false,
  );
  expect(await done).toBe(outcome);
});

test("waits as long as a throttling server asks", async () => {
  const list = () =>
    Promise.reject(kubeError({ cluster: "c", message: "slow down", status: 429, retryAfterSeconds: 7 }));
  const { pauses, abort, done } = setUp(scripted({ list }), false);
  await until(() => pauses.length > 0);
  expect(pauses[0]).toBe(7000);
  abort.abort();
  await done;
});

const page = (token: string | undefined) => ({ items: [], resourceVersion: "1", continueToken: token });

test("an expired continue token is followed by one whole list", async () => {
  const limits: (number | undefined)[] = [];
  const list: ReflectorSource["list"] = async ({ limit, continueToken }) => {
    limits.push(limit);
    if (continueToken) throw kubeError({ cluster: "c", message: "expired", status: 410, reason: "Expired" });
    return page(limit === undefined ? undefined : "next");
  };
  const { statuses, abort, done } = setUp(scripted({ list }), false);
  await until(() => statuses.at(-1)?.state === "live");
  expect(limits).toEqual([500, 500, undefined]);
  abort.abort();
  await done;
});

test("a list that never ends is given up", async () => {
  let pages = 0;
  const list = async () => page(`t${++pages}`);
  const { statuses, abort, done } = setUp(scripted({ list }), false);
  await until(() => statuses.length > 0);
  expect(statuses[0]?.message).toBe("The list does not end.");
  abort.abort();
  await done;
});

test("a list without a resource version is not believed", async () => {
  const list = async () => ({ items: [], resourceVersion: "", continueToken: undefined });
  const { statuses, abort, done } = setUp(scripted({ list }), false);
  await until(() => statuses.length > 0);
  expect(statuses[0]).toMatchObject({ state: "starting", message: "The list has no resource version." });
  abort.abort();
  await done;
});

test("an old server that ignores the wish for a watch-list is found out", async () => {
  async function* old(signal: AbortSignal): AsyncGenerator<WatchEvent> {
    yield { type: "ADDED", object: { metadata: { name: "a", namespace: "ns", uid: "1", resourceVersion: "5" } } };
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  }
  const source = scripted({
    list: async () => page(undefined),
    watch: ({ sendInitialEvents }, signal) => (sendInitialEvents ? old(signal) : quiet(signal)),
  });
  const { clock, statuses, rows, abort, done } = setUp(source);
  await turns(5);
  expect(rows()).toEqual({});
  clock.advance(40_000);
  await until(() => clock.pending().length > 0 && statuses.length >= 1);
  expect(statuses[0]).toMatchObject({ state: "starting", reason: "timeout" });
  abort.abort();
  await done;
});

test("a stream that stops sending bookmarks is reopened where it was, one that never sent any is left alone", async () => {
  const opened: (string | undefined)[] = [];
  let bookmarks = true;
  async function* stream(version: string | undefined, signal: AbortSignal): AsyncGenerator<WatchEvent> {
    opened.push(version);
    if (bookmarks) yield { type: "BOOKMARK", object: { metadata: { resourceVersion: "77" } } };
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  }
  const source = scripted({
    list: async () => page(undefined),
    watch: (query, signal) => stream(query.resourceVersion, signal),
  });
  const { clock, abort, done } = setUp(source, false);
  await turns(10);
  clock.advance(100_000);
  await turns(10);
  expect(opened).toEqual(["1"]);
  clock.advance(60_000);
  await turns(10);
  expect(opened).toEqual(["1", "77"]);
  abort.abort();
  await done;

  opened.length = 0;
  bookmarks = false;
  const other = setUp(source, false);
  await turns(10);
  other.clock.advance(290_000);
  await turns(10);
  expect(opened).toEqual(["1"]);
  // random() is 0.5: timeoutSeconds 450, and 15 s of grace.
  other.clock.advance(180_000);
  await turns(10);
  expect(opened).toEqual(["1", "1"]);
  other.abort.abort();
  await other.done;
});

test("a watch that is closed at once is not reopened in a hot loop", async () => {
  async function* empty(): AsyncGenerator<WatchEvent> {}
  const { pauses, abort, done } = setUp(scripted({ list: async () => page(undefined), watch: () => empty() }), false);
  await until(() => pauses.length >= 3);
  expect(pauses.slice(0, 3)).toEqual([400, 800, 1600]);
  abort.abort();
  await done;
});

test.each([
  ["as an ERROR event", 200],
  ["as the answer to the watch", 410],
])("an expired resource version %s is followed by a new list, not by another try", async (_, status) => {
  const calls: string[] = [];
  async function* watch(signal: AbortSignal, onOpen: () => void): AsyncGenerator<WatchEvent> {
    calls.push("watch");
    if (calls.length > 2) yield* quiet(signal);
    if (status === 200) onOpen();
    throw kubeError({ cluster: "c", message: "too old resource version", status: 410, reason: "Expired" });
  }
  const list = async () => {
    calls.push("list");
    return page(undefined);
  };
  const { abort, done } = setUp(scripted({ list, watch: (_query, signal, onOpen) => watch(signal, onOpen) }), false);
  await until(() => calls.length >= 4);
  expect(calls).toEqual(["list", "watch", "list", "watch"]);
  abort.abort();
  await done;
});
