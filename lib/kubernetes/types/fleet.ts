import type { ClusterConnection, UnreachableReason } from "./connection.ts";
import type { CachedKind, RowByKind } from "./rows.ts";
import type { ClusterTarget } from "./target.ts";

/** Which namespaces a reader may see. Cluster-scoped kinds ask `all`. */
export type NamespaceFilter = { readonly all: boolean; has(namespace: string): boolean };

/**
 * Where one (cluster, kind) cache stands.
 * - `starting`: no complete list yet, so an empty answer means nothing
 * - `live`: the watch delivers
 * - `stale`: rows are the last ones known; `asOf` says since when
 * - `forbidden`: the credential may not list this kind
 * - `unsupported`: the cluster does not serve this kind
 */
export type CacheState = "starting" | "live" | "stale" | "forbidden" | "unsupported";

export type CacheStatus = {
  readonly state: CacheState;
  /** Epoch milliseconds of the last moment at which the rows were known to be complete and current. */
  readonly asOf: number | undefined;
  readonly reason: UnreachableReason | undefined;
  readonly message: string | undefined;
  readonly count: number;
  /** Set where the credential may not read the whole cluster: only namespaces that were named are watched. */
  readonly byNamespace?: boolean;
};

/** One cluster as the rest of Wheelhouse sees it. Reads are synchronous and never touch the network. */
export type ClusterHandle = {
  readonly id: string;
  readonly slug: string;
  readonly connection: ClusterConnection;
  /**
   * Of the kind as somebody sees it who may see the namespaces of the filter; without one, of all that is watched.
   * Where namespaces are watched one by one, those that the filter does not admit count for nothing. `message` may hold
   * the cluster's own words: `lib/access` turns it into ours for viewers.
   */
  status(kind: CachedKind, filter?: NamespaceFilter): CacheStatus;
  /** The worst of its caches: what the freshness badge shows. */
  overall(): CacheStatus;
  /** Whether rows are watched cluster-wide or namespace by namespace. */
  readonly watchMode: "unknown" | "cluster" | "namespaces";
  /**
   * Rows of the namespaces that the filter admits. For domain code only `lib/access` may call this: every row leaves
   * through the caller's scope.
   */
  rows<K extends CachedKind>(kind: K, filter: NamespaceFilter): readonly RowByKind[K][];
  get<K extends CachedKind>(kind: K, namespace: string, name: string): RowByKind[K] | undefined;
  /**
   * Rows whose controller has this uid (pods of a ReplicaSet, ReplicaSets of a Deployment, Jobs of a CronJob). For
   * `Event`: those about the object with this uid.
   */
  ownedBy<K extends CachedKind>(kind: K, ownerUid: string): readonly RowByKind[K][];
  /** Pods of a node. */
  podsOnNode(node: string): readonly RowByKind["Pod"][];
  /** Raised at each change of the kind; equal numbers mean equal rows. */
  revision(kind: CachedKind): number;
};

/** What changed, coalesced over a short window. `namespaces` is empty when everything may have changed. */
export type FleetChange = {
  readonly clusterId: string;
  readonly kinds: ReadonlySet<CachedKind>;
  readonly namespaces: ReadonlySet<string>;
  /** True when the state of a cache or of the connection changed. */
  readonly state: boolean;
};

/** All connected clusters and their caches. Starting, a dead cluster or fifty of them never delay a read. */
export type Fleet = {
  clusters(): readonly ClusterHandle[];
  cluster(id: string): ClusterHandle | undefined;
  /**
   * Connects a cluster, or replaces its target when it is known. `namespaces` are watched one by one when the
   * credential cannot list cluster-wide.
   */
  connect(target: ClusterTarget, namespaces: readonly string[]): void;
  /** Changes the namespaces to watch for credentials that cannot list cluster-wide. */
  setNamespaces(clusterId: string, namespaces: readonly string[]): void;
  disconnect(clusterId: string): Promise<void>;
  subscribe(listener: (change: FleetChange) => void): () => void;
  stop(): Promise<void>;
};
