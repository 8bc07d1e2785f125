import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ModelCollection } from "../testing/model-collection.ts";
import { ALL, startReflector, turns, until } from "../testing/reflector-bench.ts";

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
  const { store, hooks, abort, done, rows } = startReflector(model);
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
  const { statuses, abort, done, rows } = startReflector(model);
  await until(() => statuses.at(-1)?.state === "live");
  expect(rows()).toEqual({ a: "1" });
  abort.abort();
  await done;
});

test("a first failure is no news, a second makes the rows stale, and they stay", async () => {
  const model = new ModelCollection();
  model.put("a", "1");
  const { statuses, abort, done, rows } = startReflector(model);
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
  const { statuses, pauses, abort, done } = startReflector(model);
  await until(() => pauses.length >= 8);
  expect(statuses).toEqual([{ state: "starting", reason: "reset", message: "the connection was cut off" }]);
  expect(pauses.slice(0, 8)).toEqual([400, 800, 1600, 3200, 6400, 12_800, 15_000, 15_000]);
  abort.abort();
  await done;
});
