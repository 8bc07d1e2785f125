import { expect, test } from "vitest";
import { kubeError } from "../api/kube-error.ts";
import { page, quiet, scripted, startReflector, turns, until } from "../testing/reflector-bench.ts";
import type { ReflectorSource, WatchEvent } from "./reflector-source.ts";

/** A cluster that is known not to serve watch-lists. */
const PAGED = () => ({ watchList: false });

test.each([
  ["forbidden", 403],
  ["unsupported", 404],
  ["unsupported", 405],
  ["unsupported", 406],
])("stops as %s at HTTP %i", async (outcome, status) => {
  const { done } = startReflector(
    scripted({ list: () => Promise.reject(kubeError({ cluster: "c", message: "no", status })) }),
    PAGED(),
  );
  expect(await done).toBe(outcome);
});

test("waits as long as a throttling server asks", async () => {
  const list = () =>
    Promise.reject(kubeError({ cluster: "c", message: "slow down", status: 429, retryAfterSeconds: 7 }));
  const { pauses, abort, done } = startReflector(scripted({ list }), PAGED());
  await until(() => pauses.length > 0);
  expect(pauses[0]).toBe(7000);
  abort.abort();
  await done;
});

test("a list that never ends is given up", async () => {
  let pages = 0;
  const list = async () => page(`t${++pages}`);
  const { statuses, abort, done } = startReflector(scripted({ list }), PAGED());
  await until(() => statuses.length > 0);
  expect(statuses[0]?.message).toBe("The list does not end.");
  abort.abort();
  await done;
});

test("a list without a resource version is not believed", async () => {
  const list = async () => ({ items: [], resourceVersion: "", continueToken: undefined });
  const { statuses, abort, done } = startReflector(scripted({ list }), PAGED());
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
  const { clock, statuses, rows, abort, done } = startReflector(source);
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
  const { clock, abort, done } = startReflector(source, PAGED());
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
  const other = startReflector(source, PAGED());
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
  const { pauses, abort, done } = startReflector(
    scripted({ list: async () => page(undefined), watch: () => empty() }),
    PAGED(),
  );
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
  const { abort, done } = startReflector(
    scripted({ list, watch: (_query, signal, onOpen) => watch(signal, onOpen) }),
    PAGED(),
  );
  await until(() => calls.length >= 4);
  expect(calls).toEqual(["list", "watch", "list", "watch"]);
  abort.abort();
  await done;
});

test("a refused watch-list is no failure, even when another reflector has found it out meanwhile", async () => {
  const features = { watchList: true };
  async function* refused(signal: AbortSignal): AsyncGenerator<WatchEvent> {
    await turns(2);
    features.watchList = false;
    if (signal.aborted) yield* quiet(signal);
    throw kubeError({ cluster: "c", message: "sendInitialEvents is forbidden", status: 422, reason: "Invalid" });
  }
  const watch: ReflectorSource["watch"] = ({ sendInitialEvents }, signal) =>
    sendInitialEvents ? refused(signal) : quiet(signal);
  const { statuses, pauses, abort, done } = startReflector(
    scripted({ list: async () => page(undefined), watch }),
    features,
  );
  await until(() => statuses.length > 0);
  expect(statuses).toEqual([{ state: "live", reason: undefined, message: undefined }]);
  expect(pauses).toEqual([]);
  abort.abort();
  await done;
});
