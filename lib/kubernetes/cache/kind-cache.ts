import type { Clock } from "#lib/core/clock";
import type { Log } from "#lib/core/log";
import type { Random } from "#lib/core/random";
import { isKubeError } from "../api/errors.ts";
import type { Intern, KindDefinition } from "../kinds/kind-definition.ts";
import type { ClusterConnection } from "../types/connection.ts";
import type { CacheStatus, NamespaceFilter } from "../types/fleet.ts";
import type { CachedKind, RowByKind } from "../types/rows.ts";
import { type AskAgain, createAskAgain } from "./ask-again.ts";
import { createBackoff } from "./backoff.ts";
import { combineStatus } from "./cache-status.ts";
import { childAbort } from "./child-abort.ts";
import type { ColdListLimiter } from "./cold-list-limiter.ts";
import { connectionSource } from "./connection-source.ts";
import { pauseUntilReachable } from "./pause-until-reachable.ts";
import { Poller } from "./poller.ts";
import { probeCollection } from "./probe-collection.ts";
import { Reflector, type ReflectorDeps } from "./reflector.ts";
import { scopeSink } from "./scope-sink.ts";
import { ScopeState } from "./scope-state.ts";
import { KindStore, WHOLE_CLUSTER } from "./store.ts";

/** Refusals in a row that are believed, and the wait after the first; it doubles. */
const MOST_REFUSALS = 5;
const DOUBT_MS = 500;

const EVERYTHING: NamespaceFilter = { all: true, has: () => true };

type Refusal = "forbidden" | "unsupported";

export type KindCacheDeps = {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly limiter: ColdListLimiter;
  readonly intern: Intern;
  readonly features: { watchList: boolean };
  /** Place of the kind in the order of starting. */
  readonly order: number;
  readonly onRows: (namespaces: ReadonlySet<string>) => void;
  readonly onState: () => void;
};

/**
 * One kind of one cluster: finds out whether the credential may watch the whole cluster or only single namespaces,
 * keeps the reflectors that follow from it, and knows how current the rows are.
 */
export class KindCache<K extends CachedKind> {
  readonly store: KindStore<RowByKind[K]>;
  readonly #kind: KindDefinition<K>;
  readonly #deps: KindCacheDeps;
  readonly #scopes = new Map<string, ScopeState>();
  readonly #askAgain: AskAgain;
  #connection: ClusterConnection;
  #namespaces: ReadonlySet<string>;
  #mode: "unknown" | "cluster" | "namespaces" = "unknown";
  #syncNamespaces: (() => void) | undefined;

  constructor(
    kind: KindDefinition<K>,
    connection: ClusterConnection,
    namespaces: ReadonlySet<string>,
    deps: KindCacheDeps,
  ) {
    this.#kind = kind;
    this.#deps = deps;
    this.#askAgain = createAskAgain(deps.random);
    this.#connection = connection;
    this.#namespaces = namespaces;
    const keys = {
      // Events have no controller: they are found by the object that they are about.
      owner: (row: RowByKind[K]) => ("regardingUid" in row ? row.regardingUid : row.ownerUid),
      node: (row: RowByKind[K]) => ("node" in row ? row.node : undefined),
    };
    this.store = new KindStore(keys, deps.onRows, kind.carry);
    this.#scopes.set(WHOLE_CLUSTER, new ScopeState());
  }

  get mode(): "unknown" | "cluster" | "namespaces" {
    return this.#mode;
  }

  /** See `ClusterHandle.status`. */
  status(filter: NamespaceFilter = EVERYTHING): CacheStatus {
    const health = this.#connection.health();
    const parts = [...this.#scopes].filter(([scope]) => scope === WHOLE_CLUSTER || filter.all || filter.has(scope));
    const count = filter.all ? this.store.count : this.store.countIn(filter);
    // Nothing of what the filter admits is watched, so nothing will come.
    const status =
      parts.length === 0
        ? refusedState().status(health, count)
        : combineStatus(parts.map(([, scope]) => scope.status(health, 0)));
    return { ...status, count, ...(this.#mode === "namespaces" ? { byNamespace: true } : {}) };
  }

  setNamespaces(namespaces: ReadonlySet<string>): void {
    this.#namespaces = namespaces;
    this.#syncNamespaces?.();
  }

  /** Runs until the signal aborts. Never throws. Rows stay; a later run over a new connection takes them over. */
  async run(connection: ClusterConnection, signal: AbortSignal): Promise<void> {
    this.#connection = connection;
    const backoff = createBackoff(this.#deps.random);
    while (!signal.aborted) {
      try {
        const result = await probeCollection(connection, this.#kind, signal);
        if (result === "allowed") await this.#runWholeCluster(signal);
        else if (result === "forbidden" && this.#kind.namespaced) await this.#runNamespaces(signal);
        else await this.#refused(result, signal);
      } catch (error) {
        if (signal.aborted) return;
        const changed = [...this.#scopes.values()].map((scope) => scope.fail(error));
        if (changed.includes(true)) this.#deps.onState();
        if (!isKubeError(error)) this.#deps.log.error({ kind: this.#kind.kind, error }, "a cache failed");
        await this.#pause(backoff.next(this.#deps.clock.monotonic()), signal).catch(() => {});
      }
    }
  }

  async #runWholeCluster(signal: AbortSignal): Promise<void> {
    this.#mode = "cluster";
    this.#keepScopes([WHOLE_CLUSTER]);
    await this.#refused(await this.#reflectUntilRefused(WHOLE_CLUSTER, signal), signal);
  }

  /** Nothing to watch: forgets the rows, says why and asks again later. */
  async #refused(outcome: Refusal, signal: AbortSignal): Promise<void> {
    this.#refuseAll(outcome);
    this.#mode = "unknown";
    await this.#deps.clock.sleep(this.#askAgain.next(), signal);
  }

  /** Watches each granted namespace until it is time to ask for the whole cluster again. */
  async #runNamespaces(signal: AbortSignal): Promise<void> {
    const running = new Map<string, AbortController>();
    const { controller, dispose } = childAbort(signal);
    const start = (namespace: string) => {
      const child = childAbort(controller.signal);
      running.set(namespace, child.controller);
      void this.#runNamespace(namespace, child.controller.signal).finally(child.dispose);
    };
    this.#mode = "namespaces";
    const sync = () => {
      for (const [namespace, abort] of running) {
        if (this.#namespaces.has(namespace)) continue;
        abort.abort();
        running.delete(namespace);
      }
      if (this.#namespaces.size > 0) this.#keepScopes([...this.#namespaces]);
      else this.#refuseAll("forbidden");
      for (const namespace of this.#namespaces) if (!running.has(namespace)) start(namespace);
    };
    this.#syncNamespaces = sync;
    try {
      sync();
      for (;;) {
        await this.#deps.clock.sleep(this.#askAgain.next(), signal);
        const result = await probeCollection(this.#connection, this.#kind, signal).catch(() => "forbidden" as const);
        if (result === "allowed") return;
      }
    } finally {
      if (this.#syncNamespaces === sync) this.#syncNamespaces = undefined;
      controller.abort();
      dispose();
    }
  }

  async #runNamespace(namespace: string, signal: AbortSignal): Promise<void> {
    const again = createAskAgain(this.#deps.random);
    while (!signal.aborted) {
      try {
        this.#refuse(namespace, await this.#reflectUntilRefused(namespace, signal));
      } catch (error) {
        if (signal.aborted) return;
        this.#deps.log.error({ kind: this.#kind.kind, namespace, error }, "a cache failed");
      }
      await this.#deps.clock.sleep(again.next(), signal).catch(() => {});
    }
  }

  /**
   * An API server refuses what is allowed while it starts. Rows that were read are kept, stale, until it has refused
   * them several times over some seconds.
   */
  async #reflectUntilRefused(scope: string, signal: AbortSignal): Promise<Refusal> {
    const state = this.#scopes.get(scope) ?? new ScopeState();
    this.#scopes.set(scope, state);
    for (let refusals = 1; ; refusals++) {
      const { outcome, lived } = await this.#reflect(scope, state, signal);
      if (lived) refusals = 1;
      if (refusals >= MOST_REFUSALS || !state.hasRows) return outcome;
      if (state.doubt()) this.#deps.onState();
      await this.#deps.clock.sleep(DOUBT_MS * 2 ** (refusals - 1), signal);
    }
  }

  /** Follows a scope until it is refused; `lived` when it was live in between. */
  async #reflect(scope: string, state: ScopeState, signal: AbortSignal): Promise<{ outcome: Refusal; lived: boolean }> {
    const { clock, random, limiter, intern, features, order } = this.#deps;
    const connection = this.#connection;
    let lived = false;
    const sink = scopeSink(this.store, { kind: this.#kind, intern, scope }, (status) => {
      if (signal.aborted) return;
      lived ||= status.state === "live";
      if (lived && scope === WHOLE_CLUSTER) this.#askAgain.reset();
      if (state.report(status)) this.#deps.onState();
    });
    const { pollMs } = this.#kind;
    const deps: ReflectorDeps = {
      cluster: connection.target.slug,
      source: connectionSource(connection, this.#kind, scope === WHOLE_CLUSTER ? undefined : scope),
      sink,
      clock,
      random,
      limiter,
      features,
      priority: () => order + (connection.health().failingSince === undefined ? 0 : 100),
      pause: (ms, until) => pauseUntilReachable({ connection, clock, random }, ms, until),
    };
    const follower = pollMs === undefined ? new Reflector(deps) : new Poller(deps, pollMs);
    state.follow(follower);
    return { outcome: await follower.run(signal), lived };
  }

  #refuse(scope: string, outcome: Refusal): void {
    this.store.drop(scope);
    if (this.#scopes.get(scope)?.refuse(outcome)) this.#deps.onState();
  }

  #refuseAll(outcome: Refusal): void {
    this.#keepScopes([WHOLE_CLUSTER]);
    this.store.clear();
    this.#refuse(WHOLE_CLUSTER, outcome);
  }

  /** Rows of namespaces that are no longer watched go at once; a cluster-wide list replaces those of namespaces. */
  #keepScopes(scopes: readonly string[]): void {
    const wholeCluster = scopes.includes(WHOLE_CLUSTER);
    for (const scope of this.#scopes.keys()) {
      if (scopes.includes(scope)) continue;
      this.#scopes.delete(scope);
      if (!wholeCluster) this.store.drop(scope);
    }
    for (const scope of scopes) if (!this.#scopes.has(scope)) this.#scopes.set(scope, new ScopeState());
  }

  #pause(ms: number, signal: AbortSignal): Promise<void> {
    const { clock, random } = this.#deps;
    return pauseUntilReachable({ connection: this.#connection, clock, random }, ms, signal);
  }
}

function refusedState(): ScopeState {
  const state = new ScopeState();
  state.refuse("forbidden");
  return state;
}
