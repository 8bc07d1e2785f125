import { expect, test } from "vitest";
import { kubeError } from "../api/kube-error.ts";
import { scripted, startFollower, until } from "../testing/reflector-bench.ts";
import { Poller } from "./poller.ts";
import type { ListPage } from "./reflector-source.ts";

const MINUTE = 60_000;

const listed = (...names: string[]): ListPage => ({
  items: names.map((name) => ({ metadata: { name, namespace: "ns" } })),
  // metrics.k8s.io sends none.
  resourceVersion: "",
  continueToken: undefined,
});

const failed = (status: number, more = {}) => kubeError({ cluster: "c", message: `no: ${status}`, status, ...more });

/** A poller whose lists are the given answers, one after the other; the last one is repeated. */
function startPoller(...answers: readonly (ListPage | Error)[]) {
  let asked = 0;
  const list = async () => {
    const answer = answers[Math.min(asked++, answers.length - 1)];
    if (answer === undefined || answer instanceof Error) throw answer;
    return answer;
  };
  const started = startFollower(scripted({ list }), { watchList: true }, (deps) => new Poller(deps, MINUTE));
  return { ...started, asked: () => asked };
}

test("what is gone from the list is gone from the rows, and lists are a minute apart", async () => {
  const { statuses, pauses, rows, reflector, clock, abort, done } = startPoller(listed("a", "b"), listed("b", "c"));
  await until(() => "a" in rows());
  expect(Object.keys(rows())).toEqual(["a", "b"]);
  expect(reflector.heardAt).toBe(clock.now());
  await until(() => "c" in rows());
  expect(Object.keys(rows())).toEqual(["b", "c"]);
  expect(pauses[0]).toBe(MINUTE);
  expect(statuses[0]).toMatchObject({ state: "live", reason: undefined });
  abort.abort();
  await done;
});

test("a list that fails leaves the rows of the one before, as stale, and is tried again soon", async () => {
  const { statuses, pauses, rows, abort, done } = startPoller(listed("a"), failed(503), failed(503), listed("b"));
  await until(() => statuses.some(({ state }) => state === "stale"));
  expect(Object.keys(rows())).toEqual(["a"]);
  expect(statuses.at(-1)).toEqual({ state: "stale", reason: "server-error", message: "no: 503" });
  await until(() => "b" in rows());
  expect(statuses.at(-1)?.state).toBe("live");
  expect(pauses[1]).toBeLessThan(2_000);
  abort.abort();
  await done;
});

test("a list that breaks off half-way is not shown", async () => {
  const half = {
    ...listed(),
    *items() {
      yield { metadata: { name: "half", namespace: "ns" } };
      throw failed(500);
    },
  };
  const broken = { ...half, items: half.items() };
  const { statuses, rows, abort, done } = startPoller(listed("a"), broken, listed("a"));
  await until(() => statuses.some(({ state }) => state === "stale"));
  expect(Object.keys(rows())).toEqual(["a"]);
  abort.abort();
  await done;
});

test("before the first list the state is starting, with the reason", async () => {
  const { statuses, abort, done } = startPoller(failed(503), listed("a"));
  await until(() => statuses.length > 0);
  expect(statuses[0]).toEqual({ state: "starting", reason: "server-error", message: "no: 503" });
  abort.abort();
  await done;
});

test("waits as long as a throttling server asks", async () => {
  const { pauses, abort, done } = startPoller(failed(429, { retryAfterSeconds: 9 }), listed("a"));
  await until(() => pauses.length > 0);
  expect(pauses[0]).toBe(9_000);
  abort.abort();
  await done;
});

test.each([
  ["forbidden", 403],
  ["unsupported", 404],
])("stops as %s at HTTP %i", async (outcome, status) => {
  const { done, asked } = startPoller(failed(status));
  expect(await done).toBe(outcome);
  expect(asked()).toBe(1);
});
