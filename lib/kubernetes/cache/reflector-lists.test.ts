import { expect, test } from "vitest";
import { kubeError } from "../api/kube-error.ts";
import { page, quiet, scripted, startReflector, turns, until } from "../testing/reflector-bench.ts";
import type { ReflectorSource, WatchEvent } from "./reflector-source.ts";

const PAGED = () => ({ watchList: false });
const tooLarge = () =>
  kubeError({ cluster: "c", message: "larger than 64 MiB", unreachable: "server-error", reason: "TooLarge" });
const expired = () => kubeError({ cluster: "c", message: "expired", status: 410, reason: "Expired" });

const pod = (name: string, version = "5") => ({
  metadata: { name, namespace: "ns", uid: name, resourceVersion: version },
});
const END: WatchEvent = {
  type: "BOOKMARK",
  object: { metadata: { resourceVersion: "9", annotations: { "k8s.io/initial-events-end": "true" } } },
};

/** A watch-list that ends with `error` before it is complete. */
async function* failing(error: Error | undefined): AsyncGenerator<WatchEvent> {
  yield { type: "ADDED", object: pod("a") };
  if (error) throw error;
}

test.each([
  ["an ERROR event with 500", kubeError({ cluster: "c", message: "etcd", status: 500 })],
  ["an ERROR event with 504", kubeError({ cluster: "c", message: "Too large resource version", status: 504 })],
  ["a clean end", undefined],
])("a reflector whose watch-list ends twice with %s reads pages, without telling the others to", async (_, error) => {
  const features = { watchList: true };
  let watchLists = 0;
  const watch: ReflectorSource["watch"] = ({ sendInitialEvents }, signal) => {
    if (!sendInitialEvents) return quiet(signal);
    watchLists++;
    return failing(error);
  };
  const { statuses, abort, done } = startReflector(scripted({ list: async () => page(undefined), watch }), features);
  await until(() => statuses.at(-1)?.state === "live");
  expect(watchLists).toBe(2);
  expect(features.watchList).toBe(true);
  abort.abort();
  await done;
});

test.each([
  ["the network", kubeError({ cluster: "c", message: "cut off", unreachable: "reset" })],
  ["load shedding", kubeError({ cluster: "c", message: "slow down", status: 429 })],
  [
    "a pause that is still waited out",
    kubeError({ cluster: "c", message: "wait", status: 429, unreachable: "throttled" }),
  ],
  ["a compaction", expired()],
  ["an open circuit", kubeError({ cluster: "c", message: "trying again in 3 s", unreachable: "server-error" })],
  ["the credential", kubeError({ cluster: "c", message: "Unauthorized", status: 401 })],
])("a watch-list that fails for %s is asked for again", async (_, error) => {
  let failures = 6;
  async function* complete(signal: AbortSignal): AsyncGenerator<WatchEvent> {
    yield END;
    yield* quiet(signal);
  }
  const watch: ReflectorSource["watch"] = (_query, signal) => (failures-- > 0 ? failing(error) : complete(signal));
  const { statuses, abort, done } = startReflector(scripted({ watch }));
  await until(() => statuses.at(-1)?.state === "live");
  abort.abort();
  await done;
});

test("a watch-list that breaks now and then is asked for again: only two in a row tell", async () => {
  const script = ["break", "complete", "break", "complete"];
  async function* watchList(signal: AbortSignal): AsyncGenerator<WatchEvent> {
    if (script.shift() === "break") throw kubeError({ cluster: "c", message: "etcd", status: 500 });
    yield END;
    if (script.length > 0) throw expired();
    yield* quiet(signal);
  }
  const { statuses, abort, done } = startReflector(scripted({ watch: (_query, signal) => watchList(signal) }));
  await until(() => script.length === 0 && statuses.at(-1)?.state === "live");
  abort.abort();
  await done;
});

test("a page that is too large is asked for again with half as many objects, from where it was", async () => {
  const asked: string[] = [];
  const list: ReflectorSource["list"] = async ({ limit, continueToken }) => {
    asked.push(`${continueToken ?? "start"} ${limit}`);
    if (limit > 100) throw tooLarge();
    return page(continueToken ? undefined : "next");
  };
  const { statuses, pauses, abort, done } = startReflector(scripted({ list }), PAGED());
  await until(() => statuses.at(-1)?.state === "live");
  expect(asked).toEqual(["start 500", "start 250", "start 125", "start 62", "next 62"]);
  expect(pauses).toEqual([]);
  abort.abort();
  await done;
});

test("one object that is too large is a failure, not a hot loop", async () => {
  let asked = 0;
  const list = async () => {
    asked++;
    throw tooLarge();
  };
  const { statuses, pauses, abort, done } = startReflector(scripted({ list }), PAGED());
  await until(() => pauses.length >= 2);
  expect(statuses[0]?.message).toBe("larger than 64 MiB");
  expect(asked).toBeLessThanOrEqual(11);
  abort.abort();
  await done;
});

test("an expired continue token is followed by a list in fewer and larger pages, never by one without a limit", async () => {
  const limits: number[] = [];
  const list: ReflectorSource["list"] = async ({ limit, continueToken }) => {
    limits.push(limit);
    if (continueToken && limit < 2_000) throw expired();
    return page(continueToken ? undefined : "next");
  };
  const { statuses, abort, done } = startReflector(scripted({ list }), PAGED());
  await until(() => statuses.at(-1)?.state === "live");
  expect(limits).toEqual([500, 500, 1000, 1000, 2000, 2000]);
  abort.abort();
  await done;
});

test("a reflector that was stopped writes nothing more, even if its list has already come", async () => {
  const late: { abort?: AbortController } = {};
  async function* watch(): AsyncGenerator<WatchEvent> {
    yield { type: "ADDED", object: pod("a") };
    late.abort?.abort();
    yield { type: "ADDED", object: pod("b") };
    yield END;
    yield { type: "ADDED", object: pod("c") };
  }
  const { hooks, statuses, rows, abort, done } = startReflector(scripted({ watch }));
  late.abort = abort;
  let commits = 0;
  hooks.committed = () => {
    commits++;
  };
  expect(await done).toBe("aborted");
  await turns(5);
  expect({ commits, statuses, rows: rows() }).toEqual({ commits: 0, statuses: [], rows: {} });
});

test("a reflector that was stopped while it follows applies no further change", async () => {
  const late: { abort?: AbortController } = {};
  async function* watch(): AsyncGenerator<WatchEvent> {
    yield END;
    yield { type: "ADDED", object: pod("a", "10") };
    late.abort?.abort();
    yield { type: "ADDED", object: pod("b", "11") };
  }
  const { rows, abort, done } = startReflector(scripted({ watch }));
  late.abort = abort;
  expect(await done).toBe("aborted");
  expect(Object.keys(rows())).toEqual(["a"]);
});
