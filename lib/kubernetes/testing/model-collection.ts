import { setImmediate as nextTurn } from "node:timers/promises";
import { kubeError } from "../api/kube-error.ts";
import type { ListPage, ReflectorSource, WatchEvent } from "../cache/reflector-source.ts";

type Change = { readonly version: number; readonly event: WatchEvent };
type Watcher = { from: number; end: "close" | Error | undefined; wake: () => void };

/** So that a reflector's pages of 500 are pages of two here. */
const OBJECTS_PER_MODELLED = 250;

/** What the model does wrong, until it is told otherwise. */
export type ModelFaults = {
  /** Requests to refuse with a broken connection, counted down. */
  refuse: number;
  /** Lists to cut in the middle of a page, counted down. */
  cutLists: number;
  watchList: boolean;
};

/**
 * One collection of an API server, as small as it can be and still be right about resource versions: every change gets
 * the next one, watches replay what came after theirs, compaction forgets (410), continue tokens name the snapshot.
 */
export class ModelCollection implements ReflectorSource {
  readonly faults: ModelFaults = { refuse: 0, cutLists: 0, watchList: true };
  readonly objects = new Map<string, unknown>();
  readonly #watchers = new Set<Watcher>();
  #snapshots = new Map<number, readonly unknown[]>();
  #changes: Change[] = [];
  #version = 10;
  #compacted = 0;

  put(name: string, value: string): void {
    const known = this.objects.get(name) as { metadata: { uid: string } } | undefined;
    const uid = known?.metadata.uid ?? `${name}-${this.#version}`;
    const metadata = { name, namespace: "ns", uid, resourceVersion: String(++this.#version) };
    const object = { metadata, status: { reason: value } };
    this.objects.set(name, object);
    this.#emit(known ? "MODIFIED" : "ADDED", object);
  }

  delete(name: string): void {
    const known = this.objects.get(name) as { metadata: object } | undefined;
    if (!known) return;
    this.objects.delete(name);
    const metadata = { ...known.metadata, resourceVersion: String(++this.#version) };
    this.#emit("DELETED", { ...known, metadata });
  }

  bookmark(): void {
    for (const watcher of this.#watchers) watcher.wake();
    this.#emit("BOOKMARK", { metadata: { resourceVersion: String(this.#version) } });
  }

  /** Forgets history: older watches and continue tokens are answered with 410. */
  compact(): void {
    this.#compacted = this.#version;
    this.#changes = [];
    this.#snapshots = new Map();
  }

  /** Ends every open watch, cleanly or with an error. */
  endWatches(end: "close" | "reset" | "expired"): void {
    for (const watcher of this.#watchers) {
      watcher.end = end === "close" ? "close" : end === "reset" ? reset() : expired();
      watcher.wake();
    }
  }

  async list({ limit, continueToken }: { limit: number; continueToken: string | undefined }): Promise<ListPage> {
    await this.#arrive();
    const [version, from] = (continueToken ?? `${this.#version}/0`).split("/").map(Number);
    if (version === undefined || from === undefined) throw expired();
    if (continueToken === undefined) this.#snapshots.set(version, [...this.objects.values()]);
    const all = this.#snapshots.get(version);
    if (!all) throw expired();
    const end = Math.min(all.length, from + Math.ceil(limit / OBJECTS_PER_MODELLED));
    const cut = this.faults.cutLists > 0 && this.faults.cutLists-- > 0;
    return {
      items: cut ? cutShort(all.slice(from, end)) : all.slice(from, end),
      resourceVersion: String(version),
      continueToken: end < all.length ? `${version}/${end}` : undefined,
    };
  }

  async *watch(
    query: { resourceVersion: string | undefined; sendInitialEvents: boolean },
    signal: AbortSignal,
    onOpen: () => void,
  ): AsyncGenerator<WatchEvent> {
    await this.#arrive();
    if (query.sendInitialEvents && !this.faults.watchList)
      throw kubeError({ cluster: "model", message: "no", status: 422 });
    const from = query.resourceVersion === undefined ? this.#version : Number(query.resourceVersion);
    if (from < this.#compacted) throw expired();
    onOpen();
    const watcher: Watcher = { from, end: undefined, wake: () => {} };
    this.#watchers.add(watcher);
    try {
      if (query.sendInitialEvents) yield* this.#initial([...this.objects.values()], from);
      yield* this.#follow(watcher, signal);
    } finally {
      this.#watchers.delete(watcher);
    }
  }

  async *#initial(objects: readonly unknown[], version: number): AsyncGenerator<WatchEvent> {
    for (const object of objects) {
      await nextTurn();
      yield { type: "ADDED", object };
    }
    const annotations = { "k8s.io/initial-events-end": "true" };
    yield { type: "BOOKMARK", object: { metadata: { resourceVersion: String(version), annotations } } };
  }

  async *#follow(watcher: Watcher, signal: AbortSignal): AsyncGenerator<WatchEvent> {
    const onAbort = () => watcher.wake();
    signal.addEventListener("abort", onAbort);
    try {
      while (!signal.aborted) {
        // Ending first loses what is not delivered yet, as a broken connection does.
        if (watcher.end === "close") return;
        if (watcher.end) throw watcher.end;
        if (watcher.from < this.#compacted) throw expired();
        const next = this.#changes.find((change) => change.version > watcher.from);
        if (next) {
          watcher.from = next.version;
          yield next.event;
        } else await new Promise<void>((resolve) => Object.assign(watcher, { wake: resolve }));
      }
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  async #arrive(): Promise<void> {
    await nextTurn();
    if (this.faults.refuse > 0 && this.faults.refuse-- > 0) throw reset();
  }

  #emit(type: WatchEvent["type"], object: unknown): void {
    if (type === "BOOKMARK") this.#version++;
    this.#changes.push({ version: this.#version, event: { type, object: withVersion(object, this.#version) } });
    for (const watcher of this.#watchers) watcher.wake();
  }
}

function withVersion(object: unknown, version: number): unknown {
  const { metadata } = object as { metadata: object };
  return { ...(object as object), metadata: { ...metadata, resourceVersion: String(version) } };
}

function* cutShort(items: readonly unknown[]): Generator<unknown> {
  yield* items.slice(0, 1);
  throw reset();
}

function reset(): Error {
  return kubeError({ cluster: "model", message: "the connection was cut off", unreachable: "reset" });
}

function expired(): Error {
  return kubeError({ cluster: "model", message: "too old resource version", status: 410, reason: "Expired" });
}
