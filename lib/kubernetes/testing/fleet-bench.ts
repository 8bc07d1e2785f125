import { type Clock, systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import type { DemoCluster } from "../../../demo/fleet/demo-cluster.ts";
import type { ClusterSpec } from "../../../demo/fleet/scenario.ts";
import { type DemoFleet, startDemoFleet } from "../../../demo/start-demo-fleet.ts";
import type { KubeObject, ObjectInput } from "../../../demo/types/object.ts";
import { openFleetCache } from "../cache/open-fleet-cache.ts";
import { openConnection } from "../connection/open-connection.ts";
import { KIND_NAMES, KINDS } from "../kinds/registry.ts";
import type { ClusterConnection, KubeRequest } from "../types/connection.ts";
import type { ClusterHandle, Fleet } from "../types/fleet.ts";
import type { CachedKind } from "../types/rows.ts";
import type { ClusterTarget } from "../types/target.ts";

export const ALL = { all: true, has: () => true };
const closers: (() => Promise<unknown>)[] = [];

/** Ends what the test has started, last first. For `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).toReversed()) await close();
}

export function closeLater(close: () => Promise<unknown>): void {
  closers.push(close);
}

/** Time for the cache that passes `factor` times as fast as the connection's. */
export function fastClock(factor: number): Clock {
  return {
    now: () => systemClock.now(),
    monotonic: () => systemClock.monotonic() * factor,
    sleep: (ms, signal) => systemClock.sleep(ms / factor, signal),
    after: (ms, fn) => systemClock.after(ms / factor, fn),
  };
}

type Options = { clock?: Clock; bend?: (connection: ClusterConnection) => ClusterConnection };

export function newFleet({ clock = systemClock, bend = (connection) => connection }: Options = {}): Fleet {
  const random = () => 0.1;
  const addressPolicy = { allowLoopback: true, allowPrivate: false, refused: [] };
  const limits = { probeMaxMs: 500, connectMs: 1_000 };
  const fleet = openFleetCache({
    clock,
    random,
    log: silentLog,
    openConnection: (target) =>
      bend(openConnection(target, { clock: systemClock, random, log: silentLog, addressPolicy, limits })),
  });
  closers.push(() => fleet.stop());
  return fleet;
}

export async function startDemo(...clusters: ClusterSpec[]): Promise<DemoFleet> {
  const demo = await startDemoFleet({ scenario: { name: "test", seed: "test", clusters } });
  closers.push(() => demo.stop());
  return demo;
}

const meta = (namespace: string, name: string, labels: Record<string, string> = {}) => ({ namespace, name, labels });

export function pod(namespace: string, name: string, version = "1"): ObjectInput {
  const labels = { app: name, version };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: meta(namespace, name, labels),
    spec: { containers: [{ name: "main", image: "x:1" }] },
  } as ObjectInput;
}

export function spec(slug: string, more: Partial<ClusterSpec> = {}): ClusterSpec {
  return {
    slug,
    controllers: false,
    populate: ({ writer }) => {
      for (const namespace of ["team-a", "team-b"]) {
        writer.create("namespaces", {
          apiVersion: "v1",
          kind: "Namespace",
          metadata: { name: namespace },
        } as ObjectInput);
        for (let at = 0; at < 3; at++) writer.create("pods", pod(namespace, `pod-${at}`));
        writer.create("secrets", {
          apiVersion: "v1",
          kind: "Secret",
          metadata: meta(namespace, "db"),
          stringData: { password: "hunter2" },
        } as unknown as ObjectInput);
        writer.create("configmaps", {
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: meta(namespace, "rules"),
          data: { key: "hunter2" },
        } as unknown as ObjectInput);
      }
    },
    ...more,
  };
}

export const targetOf = ({ slug, server, ca, token }: DemoCluster): ClusterTarget => ({
  id: `id-${slug}`,
  slug,
  server,
  ca,
  credential: { kind: "token", token },
});

export function connected(fleet: Fleet, cluster: DemoCluster, namespaces: string[] = []): ClusterHandle {
  fleet.connect(targetOf(cluster), namespaces);
  const handle = fleet.cluster(`id-${cluster.slug}`);
  if (!handle) throw new Error("not connected");
  return handle;
}

export async function until(what: string, condition: () => boolean, ms = 20_000): Promise<void> {
  const end = systemClock.monotonic() + ms;
  while (!condition()) {
    if (systemClock.monotonic() > end) throw new Error(`${what}: it did not happen`);
    await systemClock.sleep(5);
  }
}

export const names = (handle: ClusterHandle, kind: CachedKind = "Pod") =>
  handle
    .rows(kind, ALL)
    .map((row) => `${row.namespace}/${row.name}`)
    .toSorted();
export const inStore = (cluster: DemoCluster, key = "pods") =>
  cluster.store
    .list(key)
    .map(({ metadata }) => `${metadata.namespace ?? ""}/${metadata.name}`)
    .toSorted();
/** Everything that is watched. */
export const allLive = (handle: ClusterHandle) =>
  KIND_NAMES.every((kind) => KINDS[kind].pollMs !== undefined || handle.status(kind).state === "live");
export const live = (handle: ClusterHandle, kind: CachedKind = "Pod") =>
  until(`${kind} live`, () => handle.status(kind).state === "live");
export const same = (handle: ClusterHandle, cluster: DemoCluster) =>
  until("rows equal the server's", () => JSON.stringify(names(handle)) === JSON.stringify(inStore(cluster)));
export const first = (cluster: DemoCluster, name = "pod-0"): KubeObject => {
  const found = cluster.store.get("pods", "team-a", name);
  if (!found) throw new Error("no pod");
  return found;
};

/** Records the requests of a connection, and lets a test answer some of them. */
export function tapped(answer: (request: KubeRequest) => void = () => {}) {
  const requests: KubeRequest[] = [];
  const see = (request: KubeRequest) => {
    requests.push(request);
    answer(request);
  };
  const bend = (connection: ClusterConnection): ClusterConnection => ({
    ...connection,
    target: connection.target,
    request: async (request) => {
      see(request);
      return connection.request(request);
    },
    stream: async (request) => {
      see(request);
      return connection.stream(request);
    },
  });
  return { requests, bend };
}
