import { setImmediate as nextTurn } from "node:timers/promises";
import { createColdListLimiter } from "../cache/cold-list-limiter.ts";
import { Reflector, type ReflectorDeps, type ReflectorStatus } from "../cache/reflector.ts";
import type { ReflectorSource, WatchEvent } from "../cache/reflector-source.ts";
import { scopeSink } from "../cache/scope-sink.ts";
import { KindStore, WHOLE_CLUSTER } from "../cache/store.ts";
import { POD } from "../kinds/pod.ts";
import type { PodRow } from "../types/rows.ts";
import { manualClock } from "./manual-clock.ts";
import { asIs } from "./objects.ts";

export const ALL = { all: true, has: () => true };

/** A reflector of pods over a source, on a clock that stands still; pauses are recorded and do not wait. */
export function startReflector(source: ReflectorSource, features = { watchList: true }) {
  return startFollower(source, features, (deps) => new Reflector(deps));
}

/** The same for whatever keeps a collection. */
export function startFollower<F extends Pick<Reflector, "run" | "heardAt">>(
  source: ReflectorSource,
  features: { watchList: boolean },
  make: (deps: ReflectorDeps) => F,
) {
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
  const reflector = make({
    cluster: "model",
    source,
    sink,
    clock,
    random: () => 0.5,
    limiter: createColdListLimiter(clock),
    priority: () => 0,
    features,
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

/** Lets everything else of the process go on for so many turns. */
export async function turns(count: number): Promise<void> {
  for (let at = 0; at < count; at++) await nextTurn();
}

export async function until(condition: () => boolean): Promise<void> {
  for (let at = 0; at < 2_000; at++) {
    if (condition()) return;
    await nextTurn();
  }
  throw new Error("it did not happen");
}

type Script = Partial<ReflectorSource>;
/** A source of which a test gives the parts that matter. */
export const scripted = (script: Script): ReflectorSource => ({
  list: () => Promise.reject(new Error("not expected")),
  watch: (_, signal) => quiet(signal),
  ...script,
});

/** A watch that is open and says nothing. */
export async function* quiet(signal: AbortSignal): AsyncGenerator<WatchEvent> {
  await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}

/** An empty page. */
export const page = (token: string | undefined) => ({ items: [], resourceVersion: "1", continueToken: token });
