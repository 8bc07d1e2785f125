import type { ClusterConnection } from "#lib/kubernetes/types/connection";
import type { CacheStatus, ClusterHandle, Fleet, NamespaceFilter } from "#lib/kubernetes/types/fleet";
import type { CachedKind, RowByKind, RowMeta } from "#lib/kubernetes/types/rows";

export type TestRows = { readonly [K in CachedKind]?: readonly RowByKind[K][] };

const LIVE: CacheStatus = { state: "live", asOf: 0, reason: undefined, message: undefined, count: 0 };

/** For tests: the metadata of a row. */
export function testMeta(namespace: string, name: string, more: Partial<RowMeta> = {}): RowMeta {
  return {
    uid: `uid-${namespace}-${name}`,
    namespace,
    name,
    createdAt: 0,
    deletedAt: undefined,
    ownerKind: undefined,
    ownerName: undefined,
    ownerUid: undefined,
    ...more,
  };
}

type StatusOf = (kind: CachedKind, filter?: NamespaceFilter) => Partial<CacheStatus>;

/** For tests: a fleet of fixed rows, by cluster id; every cache is live unless `status` says otherwise. */
export function testFleet(
  rows: Readonly<Record<string, TestRows>>,
  status: Partial<CacheStatus> | StatusOf = {},
): Fleet {
  const statusOf = (kind: CachedKind, filter?: NamespaceFilter) => ({
    ...LIVE,
    ...(typeof status === "function" ? status(kind, filter) : status),
  });
  const handles = new Map(Object.entries(rows).map(([id, own]) => [id, testHandle(id, own, statusOf)]));
  return {
    clusters: () => [...handles.values()],
    cluster: (id) => handles.get(id),
    connect: () => {},
    setNamespaces: () => {},
    disconnect: async () => {},
    subscribe: () => () => {},
    stop: async () => {},
  };
}

/** Healthy, and to nowhere. */
function testConnection(id: string): ClusterConnection {
  const nowhere = () => Promise.reject(new Error("The test fleet has no connections."));
  return {
    target: { id, slug: id, server: "https://nowhere.example", credential: { kind: "token", token: "none" } },
    request: nowhere,
    stream: nowhere,
    health: () => ({
      breaker: "closed",
      protocol: "h2",
      lastOkAt: 0,
      failingSince: undefined,
      lastFailure: undefined,
      latencyMs: 1,
      openStreams: 0,
    }),
    onHealthChange: () => () => {},
    close: async () => {},
  };
}

function testHandle(id: string, own: TestRows, status: ClusterHandle["status"]): ClusterHandle {
  const all = <K extends CachedKind>(kind: K): readonly RowByKind[K][] => own[kind] ?? [];
  return {
    id,
    slug: id,
    connection: testConnection(id),
    watchMode: "cluster",
    status,
    overall: () => status("Pod"),
    rows: (kind, filter) => all(kind).filter((row) => filter.all || filter.has(row.namespace)),
    get: (kind, namespace, name) => all(kind).find((row) => row.namespace === namespace && row.name === name),
    ownedBy: (kind, ownerUid) => all(kind).filter((row) => row.ownerUid === ownerUid),
    podsOnNode: (node) => all("Pod").filter((pod) => pod.node === node),
    revision: () => 1,
  };
}
