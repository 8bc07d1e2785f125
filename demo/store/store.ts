import type { KubeObject } from "../types/object.ts";
import { type Change, keyOf, objectKey } from "./change.ts";
import { History } from "./history.ts";

export type Listener = (change: Change) => void;

type Table = { objects: Map<string, KubeObject>; sorted: string[] | undefined; history: History };

/** Where an object is: its resource (`deployments.apps`) and the object itself. */
export type Located = { resource: string; object: KubeObject };

/**
 * The etcd of a simulated cluster: objects by resource, one revision counter, a history for watches and consistent
 * paging. Objects are immutable: every write puts a new one.
 */
export class Store {
  readonly #tables = new Map<string, Table>();
  readonly #owned = new Map<string, Map<string, Located>>();
  readonly #listeners = new Set<Listener>();
  readonly #byResource = new Map<string, Set<Listener>>();
  readonly #historyLimit: number;
  #revision = 1;
  #compacted = 0;

  constructor(historyLimit = 1_500) {
    this.#historyLimit = historyLimit;
  }

  get revision(): number {
    return this.#revision;
  }

  get(resource: string, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.#tables.get(resource)?.objects.get(objectKey(namespace, name));
  }

  /** Objects of a resource, ordered by key. */
  list(resource: string, namespace?: string): KubeObject[] {
    const table = this.#tables.get(resource);
    if (!table) return [];
    table.sorted ??= [...table.objects.keys()].sort();
    const keys = namespace ? keysWithPrefix(table.sorted, `${namespace}/`) : table.sorted;
    return keys.map((key) => table.objects.get(key) as KubeObject);
  }

  /** Objects as they were at a revision, or undefined when that is compacted. */
  listAt(resource: string, revision: number, namespace?: string): KubeObject[] | undefined {
    const now = this.list(resource, namespace);
    const changes = this.changesSince(resource, revision);
    if (!changes) return undefined;
    if (changes.length === 0) return now;
    const objects = new Map(now.map((object) => [keyOf(object), object]));
    for (const change of changes.reverse()) {
      if (namespace && change.object.metadata.namespace !== namespace) continue;
      if (change.previous) objects.set(keyOf(change.object), change.previous);
      else objects.delete(keyOf(change.object));
    }
    return [...objects.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  }

  count(resource: string): number {
    return this.#tables.get(resource)?.objects.size ?? 0;
  }

  /** Creates or replaces; the stored object gets the next revision. */
  put(resource: string, input: KubeObject): KubeObject {
    const table = this.#table(resource);
    const object = this.#stamp(input);
    const key = keyOf(object);
    const previous = table.objects.get(key);
    table.objects.set(key, object);
    if (!previous) table.sorted = undefined;
    this.#index(resource, object, previous);
    this.#emit(table, { type: previous ? "MODIFIED" : "ADDED", revision: this.#revision, resource, object, previous });
    return object;
  }

  remove(resource: string, namespace: string | undefined, name: string): KubeObject | undefined {
    const table = this.#table(resource);
    const key = objectKey(namespace, name);
    const previous = table.objects.get(key);
    if (!previous) return undefined;
    table.objects.delete(key);
    table.sorted = undefined;
    const object = this.#stamp(previous);
    this.#index(resource, undefined, previous);
    this.#emit(table, { type: "DELETED", revision: this.#revision, resource, object, previous });
    return object;
  }

  /** What names `uid` among its owners. */
  ownedBy(uid: string): Located[] {
    return [...(this.#owned.get(uid)?.values() ?? [])];
  }

  resources(): string[] {
    return [...this.#tables.keys()];
  }

  /** Changes of a resource after `revision`, oldest first; undefined when they are compacted. */
  changesSince(resource: string, revision: number): Change[] | undefined {
    return this.#table(resource).history.since(revision);
  }

  /** Forgets all history, as `etcdctl compact` would. */
  compact(): void {
    this.#compacted = this.#revision;
    for (const table of this.#tables.values()) table.history.compact(this.#revision);
  }

  /** Lets go of the history up to a revision, to save memory. */
  forget(revision: number): void {
    for (const table of this.#tables.values()) table.history.forget(revision);
  }

  subscribe(listener: Listener, resource?: string): () => void {
    const listeners = resource ? this.#listenersOf(resource) : this.#listeners;
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  #listenersOf(resource: string): Set<Listener> {
    const listeners = this.#byResource.get(resource) ?? new Set<Listener>();
    this.#byResource.set(resource, listeners);
    return listeners;
  }

  #table(resource: string): Table {
    const known = this.#tables.get(resource);
    if (known) return known;
    const table = { objects: new Map(), sorted: undefined, history: new History(this.#historyLimit, this.#compacted) };
    this.#tables.set(resource, table);
    return table;
  }

  #stamp(object: KubeObject): KubeObject {
    this.#revision += 1;
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(this.#revision) } };
  }

  #index(resource: string, object: KubeObject | undefined, previous: KubeObject | undefined): void {
    const next = object?.metadata.ownerReferences ?? [];
    const id = (object ?? previous)?.metadata.uid ?? "";
    for (const owner of previous?.metadata.ownerReferences ?? []) {
      const owned = this.#owned.get(owner.uid);
      owned?.delete(id);
      if (owned?.size === 0) this.#owned.delete(owner.uid);
    }
    for (const owner of next) {
      const owned = this.#owned.get(owner.uid) ?? new Map<string, Located>();
      owned.set(id, { resource, object: object as KubeObject });
      this.#owned.set(owner.uid, owned);
    }
  }

  #emit(table: Table, change: Change): void {
    table.history.push(change);
    for (const listener of [...this.#listenersOf(change.resource)]) listener(change);
    for (const listener of [...this.#listeners]) listener(change);
  }
}

function keysWithPrefix(sorted: string[], prefix: string): string[] {
  const start = lowerBound(sorted, prefix);
  let end = start;
  while (end < sorted.length && (sorted[end] as string).startsWith(prefix)) end += 1;
  return sorted.slice(start, end);
}

function lowerBound(sorted: string[], key: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
