import type { Clock } from "#lib/core/clock";
import type { Log } from "#lib/core/log";
import type { Random } from "#lib/core/random";
import { KIND_NAMES, KINDS } from "../kinds/registry.ts";
import type { ClusterConnection } from "../types/connection.ts";
import type { CacheStatus, ClusterHandle, FleetChange, NamespaceFilter } from "../types/fleet.ts";
import type { CachedKind, RowByKind } from "../types/rows.ts";
import type { ClusterTarget } from "../types/target.ts";
import { combineStatus } from "./cache-status.ts";
import { type ChangeBatcher, createChangeBatcher } from "./change-batcher.ts";
import type { ColdListLimiter } from "./cold-list-limiter.ts";
import { createInterner } from "./interner.ts";
import { KindCache } from "./kind-cache.ts";

export type ClusterCacheDeps = {
  readonly openConnection: (target: ClusterTarget) => ClusterConnection;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly limiter: ColdListLimiter;
  readonly emit: (change: FleetChange) => void;
};

/** What comes aside of the rest, and says nothing about whether a view of the cluster is complete. */
const ASIDE: ReadonlySet<CachedKind> = new Set(["Event", "PodMetrics"]);
const MAIN_KINDS = KIND_NAMES.filter((kind) => !ASIDE.has(kind));

type KindCaches = { readonly [K in CachedKind]: KindCache<K> };

/** All caches of one cluster, and the connection that they share. */
export class ClusterCache implements ClusterHandle {
  readonly id: string;
  readonly #deps: ClusterCacheDeps;
  readonly #batcher: ChangeBatcher;
  #connection: ClusterConnection;
  #caches: KindCaches;
  #abort = new AbortController();
  #unsubscribe = () => {};

  constructor(target: ClusterTarget, namespaces: readonly string[], deps: ClusterCacheDeps) {
    this.id = target.id;
    this.#deps = deps;
    this.#batcher = createChangeBatcher(target.id, deps.clock, deps.emit);
    this.#connection = deps.openConnection(target);
    this.#caches = this.#createCaches(new Set(namespaces));
    this.#start();
  }

  get slug(): string {
    return this.#connection.target.slug;
  }

  get connection(): ClusterConnection {
    return this.#connection;
  }

  get watchMode(): "unknown" | "cluster" | "namespaces" {
    const modes = MAIN_KINDS.map((kind) => this.#caches[kind].mode);
    if (modes.includes("namespaces")) return "namespaces";
    return modes.includes("cluster") ? "cluster" : "unknown";
  }

  status(kind: CachedKind, filter?: NamespaceFilter): CacheStatus {
    return this.#caches[kind].status(filter);
  }

  overall(): CacheStatus {
    return combineStatus(MAIN_KINDS.map((kind) => this.#caches[kind].status()));
  }

  rows<K extends CachedKind>(kind: K, filter: NamespaceFilter): readonly RowByKind[K][] {
    return this.#caches[kind].store.rows(filter);
  }

  get<K extends CachedKind>(kind: K, namespace: string, name: string): RowByKind[K] | undefined {
    return this.#caches[kind].store.get(namespace, name);
  }

  ownedBy<K extends CachedKind>(kind: K, ownerUid: string): readonly RowByKind[K][] {
    return this.#caches[kind].store.ownedBy(ownerUid);
  }

  podsOnNode(node: string): readonly RowByKind["Pod"][] {
    return this.#caches.Pod.store.onNode(node);
  }

  revision(kind: CachedKind): number {
    return this.#caches[kind].store.revision;
  }

  setNamespaces(namespaces: readonly string[]): void {
    for (const kind of KIND_NAMES) this.#caches[kind].setNamespaces(new Set(namespaces));
  }

  /** A new credential keeps the rows until they are confirmed; another server is another cluster and starts empty. */
  replace(target: ClusterTarget, namespaces: readonly string[]): void {
    const before = this.#connection;
    const sameServer = before.target.server === target.server;
    this.#halt();
    this.#connection = this.#deps.openConnection(target);
    if (!sameServer) this.#caches = this.#createCaches(new Set(namespaces));
    else this.setNamespaces(namespaces);
    this.#start();
    this.#batcher.state(KIND_NAMES);
    void before.close().catch(() => {});
  }

  async stop(): Promise<void> {
    this.#halt();
    this.#batcher.stop();
    await this.#connection.close().catch(() => {});
  }

  #start(): void {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#unsubscribe = this.#connection.onHealthChange(this.#announceHealth());
    for (const kind of KIND_NAMES) void this.#caches[kind].run(this.#connection, signal);
  }

  /** Every probe of a dead cluster changes the breaker; only what a status shows is news. */
  #announceHealth(): () => void {
    const shown = () => {
      const { breaker, lastFailure } = this.#connection.health();
      return breaker === "closed" ? "closed" : `down ${lastFailure?.reason}`;
    };
    let before = shown();
    return () => {
      const now = shown();
      if (now !== before) this.#batcher.state(KIND_NAMES);
      before = now;
    };
  }

  #halt(): void {
    this.#unsubscribe();
    this.#abort.abort();
  }

  #createCaches(namespaces: ReadonlySet<string>): KindCaches {
    const { clock, random, log, limiter } = this.#deps;
    const intern = createInterner();
    const features = { watchList: true };
    const create = (kind: CachedKind, order: number) =>
      new KindCache(KINDS[kind], this.#connection, namespaces, {
        clock,
        random,
        limiter,
        intern,
        features,
        order,
        log: log.child({ cluster: this.#connection.target.slug }),
        onRows: (changed) => this.#batcher.rows(kind, changed),
        onState: () => this.#batcher.state([kind]),
      });
    // The type system cannot see that each kind gets the cache of its own rows.
    return Object.fromEntries(KIND_NAMES.map((kind, at) => [kind, create(kind, at)])) as unknown as KindCaches;
  }
}
