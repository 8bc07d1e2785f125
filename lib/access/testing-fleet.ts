import type { CacheStatus, ClusterHandle, Fleet } from "#lib/kubernetes/types/fleet";
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

type StatusOf = (kind: CachedKind) => Partial<CacheStatus>;

/** For tests: a fleet of fixed rows, by cluster id; every cache is live unless `status` says otherwise. */
export function testFleet(
  rows: Readonly<Record<string, TestRows>>,
  status: Partial<CacheStatus> | StatusOf = {},
): Fleet {
  const statusOf = (kind: CachedKind) => ({ ...LIVE, ...(typeof status === "function" ? status(kind) : status) });
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

function testHandle(id: string, own: TestRows, status: (kind: CachedKind) => CacheStatus): ClusterHandle {
  const all = <K extends CachedKind>(kind: K): readonly RowByKind[K][] => own[kind] ?? [];
  return {
    id,
    slug: id,
    get connection(): never {
      throw new Error("The test fleet has no connections.");
    },
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
