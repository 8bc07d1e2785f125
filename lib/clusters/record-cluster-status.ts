import type { ClusterHandle } from "#lib/kubernetes/types/fleet";
import type { Runtime } from "#lib/runtime";
import { readServerVersion } from "./read-server-version.ts";

/** What keeping the fleet equal to the inventory needs of the runtime. */
export type ReconcilerRuntime = Pick<Runtime, "db" | "fleet" | "env" | "clock" | "log">;

/** Each cluster is written down this often, and at each change of its state. */
const EVERY_MS = 30_000;
const VERSION_EVERY_MS = 5 * 60_000;

type Known = { reachable: boolean; writtenAt: number; version: string | undefined; versionAt: number; busy: boolean };

/**
 * Writes the last known state of each cluster to the inventory, so that the first page after a start paints without
 * asking anybody. Runs beside the reads: failures are logged and tried again.
 */
export function recordClusterStatus(runtime: ReconcilerRuntime): { stop(): Promise<void> } {
  const { fleet, clock, log } = runtime;
  const known = new Map<string, Known>();
  const writes = new Set<Promise<void>>();
  let stopped = false;
  const note = (handle: ClusterHandle) => {
    const entry = entryOf(known, handle.id);
    const now = clock.now();
    const reachable = isReachable(handle);
    const due = reachable !== entry.reachable || now - entry.writtenAt >= EVERY_MS;
    if (stopped || entry.busy || !due) return;
    entry.busy = true;
    const write = store(runtime, handle, entry, reachable)
      .catch((error: unknown) => log.warn({ err: error, cluster: handle.slug }, "a cluster's state was not written"))
      .finally(() => {
        entry.busy = false;
        writes.delete(write);
      });
    writes.add(write);
  };
  const unsubscribe = fleet.subscribe((change) => {
    const handle = fleet.cluster(change.clusterId);
    if (handle === undefined) known.delete(change.clusterId);
    else note(handle);
  });
  let cancel = () => {};
  const tick = () => {
    for (const handle of fleet.clusters()) note(handle);
    cancel = clock.after(EVERY_MS, tick);
  };
  cancel = clock.after(EVERY_MS, tick);
  return {
    stop: async () => {
      stopped = true;
      cancel();
      unsubscribe();
      await Promise.allSettled(writes);
    },
  };
}

function entryOf(known: Map<string, Known>, id: string): Known {
  const found = known.get(id);
  if (found !== undefined) return found;
  const entry = { reachable: false, writtenAt: 0, version: undefined, versionAt: 0, busy: false };
  known.set(id, entry);
  return entry;
}

function isReachable(handle: ClusterHandle): boolean {
  const { lastOkAt, failingSince } = handle.connection.health();
  return lastOkAt !== undefined && failingSince === undefined;
}

async function store(
  runtime: ReconcilerRuntime,
  handle: ClusterHandle,
  entry: Known,
  reachable: boolean,
): Promise<void> {
  const now = runtime.clock.now();
  if (reachable && now - entry.versionAt >= VERSION_EVERY_MS) {
    entry.version = (await readServerVersion(handle.connection)) ?? entry.version;
    entry.versionAt = now;
  }
  const health = handle.connection.health();
  const lastOkAt = health.lastOkAt === undefined ? undefined : new Date(health.lastOkAt);
  const data = {
    reachable,
    reason: reachable ? null : (health.lastFailure?.message.slice(0, 300) ?? null),
    lastOkAt,
    k8sVersion: entry.version,
    nodeCount: countOf(handle, "Node"),
    podCount: countOf(handle, "Pod"),
    latencyMs: health.latencyMs,
  };
  const { prisma } = runtime.db;
  const { count } = await prisma.clusterStatus.updateMany({ where: { clusterId: handle.id }, data });
  if (count === 0) await prisma.clusterStatus.create({ data: { clusterId: handle.id, ...data } });
  const mine = { clusterId: handle.id, status: "active", purpose: "observe" } as const;
  if (reachable) await prisma.clusterCredential.updateMany({ where: mine, data: { lastUsedAt: lastOkAt } });
  entry.reachable = reachable;
  entry.writtenAt = now;
}

/** Undefined (leave what is stored) while the list is not complete. */
function countOf(handle: ClusterHandle, kind: "Node" | "Pod"): number | undefined {
  const status = handle.status(kind);
  return status.state === "live" ? status.count : undefined;
}
