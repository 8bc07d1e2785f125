import { createServer, type Server } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { type Clock, systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import type { DemoCluster } from "../../../demo/fleet/demo-cluster.ts";
import type { ClusterSpec } from "../../../demo/fleet/scenario.ts";
import { type DemoFleet, startDemoFleet } from "../../../demo/start-demo-fleet.ts";
import type { KubeObject, ObjectInput } from "../../../demo/types/object.ts";
import { kubeError } from "../api/kube-error.ts";
import { openConnection } from "../connection/open-connection.ts";
import { KIND_NAMES } from "../kinds/registry.ts";
import type { ClusterConnection, KubeRequest } from "../types/connection.ts";
import type { ClusterHandle, Fleet, FleetChange } from "../types/fleet.ts";
import type { CachedKind } from "../types/rows.ts";
import type { ClusterTarget } from "../types/target.ts";
import { openFleetCache } from "./open-fleet-cache.ts";

const ALL = { all: true, has: () => true };
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** Time for the cache that passes `factor` times as fast as the connection's. */
function fastClock(factor: number): Clock {
  return {
    now: () => systemClock.now(),
    monotonic: () => systemClock.monotonic() * factor,
    sleep: (ms, signal) => systemClock.sleep(ms / factor, signal),
    after: (ms, fn) => systemClock.after(ms / factor, fn),
  };
}

type Options = { clock?: Clock; bend?: (connection: ClusterConnection) => ClusterConnection };

function newFleet({ clock = systemClock, bend = (connection) => connection }: Options = {}): Fleet {
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

async function startDemo(...clusters: ClusterSpec[]): Promise<DemoFleet> {
  const demo = await startDemoFleet({ scenario: { name: "test", seed: "test", clusters } });
  closers.push(() => demo.stop());
  return demo;
}

const meta = (namespace: string, name: string, labels: Record<string, string> = {}) => ({ namespace, name, labels });

function pod(namespace: string, name: string, version = "1"): ObjectInput {
  const labels = { app: name, version };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: meta(namespace, name, labels),
    spec: { containers: [{ name: "main", image: "x:1" }] },
  } as ObjectInput;
}

function spec(slug: string, more: Partial<ClusterSpec> = {}): ClusterSpec {
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

const targetOf = ({ slug, server, ca, token }: DemoCluster): ClusterTarget => ({
  id: `id-${slug}`,
  slug,
  server,
  ca,
  credential: { kind: "token", token },
});

function connected(fleet: Fleet, cluster: DemoCluster, namespaces: string[] = []): ClusterHandle {
  fleet.connect(targetOf(cluster), namespaces);
  const handle = fleet.cluster(`id-${cluster.slug}`);
  if (!handle) throw new Error("not connected");
  return handle;
}

async function until(what: string, condition: () => boolean, ms = 20_000): Promise<void> {
  const end = systemClock.monotonic() + ms;
  while (!condition()) {
    if (systemClock.monotonic() > end) throw new Error(`${what}: it did not happen`);
    await systemClock.sleep(5);
  }
}

const names = (handle: ClusterHandle, kind: CachedKind = "Pod") =>
  handle
    .rows(kind, ALL)
    .map((row) => `${row.namespace}/${row.name}`)
    .toSorted();
const inStore = (cluster: DemoCluster, key = "pods") =>
  cluster.store
    .list(key)
    .map(({ metadata }) => `${metadata.namespace ?? ""}/${metadata.name}`)
    .toSorted();
const allLive = (handle: ClusterHandle) => KIND_NAMES.every((kind) => handle.status(kind).state === "live");
const live = (handle: ClusterHandle, kind: CachedKind = "Pod") =>
  until(`${kind} live`, () => handle.status(kind).state === "live");
const same = (handle: ClusterHandle, cluster: DemoCluster) =>
  until("rows equal the server's", () => JSON.stringify(names(handle)) === JSON.stringify(inStore(cluster)));
const first = (cluster: DemoCluster, name = "pod-0"): KubeObject => {
  const found = cluster.store.get("pods", "team-a", name);
  if (!found) throw new Error("no pod");
  return found;
};

/** Records the requests of a connection, and lets a test answer some of them. */
function tapped(answer: (request: KubeRequest) => void = () => {}) {
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

describe("a cluster whose credential may list everything", () => {
  test.each([
    ["by watch-list", true],
    ["by pages where watch-lists are refused", false],
  ])("is read %s, kind by kind, and followed live", async (_, watchList) => {
    const demo = await startDemo(spec("alpha"));
    const cluster = demo.cluster("alpha");
    const { requests, bend } = tapped((request) => {
      if (!watchList && request.query?.sendInitialEvents)
        throw kubeError({ cluster: "alpha", message: "forbidden", status: 422, reason: "Invalid" });
    });
    const fleet = newFleet({ bend });
    const handle = connected(fleet, cluster);
    expect(handle.status("Pod")).toMatchObject({ state: "starting", asOf: undefined });
    expect(handle.rows("Pod", ALL)).toEqual([]);
    await until("all kinds live", () => allLive(handle));
    expect(handle.watchMode).toBe("cluster");
    expect(names(handle)).toEqual(inStore(cluster));
    expect(names(handle, "Secret")).toEqual(inStore(cluster, "secrets"));
    expect(handle.overall()).toMatchObject({ state: "live", reason: undefined });

    cluster.writer.create("pods", pod("team-a", "new"));
    cluster.writer.remove("pods", first(cluster, "pod-1"), { gracePeriodSeconds: 0 });
    cluster.writer.change("pods", first(cluster), (current) => ({
      ...current,
      metadata: { ...current.metadata, labels: { app: "pod-0", version: "2" } },
    }));
    await same(handle, cluster);
    await until("the label", () => handle.get("Pod", "team-a", "pod-0")?.appVersion === "2");
    const lists = requests.filter((request) => request.query?.limit === "500");
    expect(lists.length > 0).toBe(!watchList);
  });

  test("never asks for the values of Secrets and ConfigMaps", async () => {
    const demo = await startDemo(spec("alpha"));
    const { requests, bend } = tapped();
    const handle = connected(newFleet({ bend }), demo.cluster("alpha"));
    await until("all kinds live", () => allLive(handle));
    const asked = requests.filter(({ path }) => /secrets|configmaps/.test(path));
    expect(asked.length).toBeGreaterThan(0);
    for (const { accept } of asked) expect(accept).toMatch(/^application\/json;as=PartialObjectMetadata(List)?;/);
    expect(JSON.stringify([handle.rows("Secret", ALL), handle.rows("ConfigMap", ALL)])).not.toContain("hunter2");
  });

  test("changes come as one notification per window, with their namespaces", async () => {
    const demo = await startDemo(spec("alpha"));
    const cluster = demo.cluster("alpha");
    const fleet = newFleet();
    const handle = connected(fleet, cluster);
    const changes: FleetChange[] = [];
    let lastAt = systemClock.monotonic();
    const stop = fleet.subscribe((change) => {
      lastAt = systemClock.monotonic();
      changes.push(change);
    });
    await until("all kinds live", () => allLive(handle));
    await until("the last notification of the start", () => systemClock.monotonic() - lastAt > 150);
    changes.length = 0;
    const revision = handle.revision("Pod");
    for (let at = 0; at < 50; at++) cluster.writer.create("pods", pod("team-b", `burst-${at}`));
    await same(handle, cluster);
    await until("a notification", () => changes.length > 0);
    stop();
    expect(handle.revision("Pod")).toBeGreaterThan(revision);
    expect(changes.length).toBeLessThanOrEqual(3);
    expect(changes[0]).toMatchObject({ clusterId: "id-alpha", state: false, namespaces: new Set(["team-b"]) });
    expect(changes[0]?.kinds.has("Pod")).toBe(true);
  });
});

describe("faults", () => {
  test.each([
    ["an ERROR event", "event"],
    ["HTTP 410", "status"],
  ] as const)("a compacted history, told as %s, is followed by a new list that was never seen empty", async (_, as) => {
    const demo = await startDemo(spec("alpha"));
    const cluster = demo.cluster("alpha");
    const fleet = newFleet({ clock: fastClock(10) });
    const handle = connected(fleet, cluster);
    await live(handle);
    const seen: number[] = [];
    fleet.subscribe(() => seen.push(handle.rows("Pod", ALL).length));
    await cluster.stop();
    cluster.writer.create("pods", pod("team-a", "while-away"));
    cluster.writer.remove("pods", first(cluster, "pod-2"), { gracePeriodSeconds: 0 });
    cluster.compact();
    await cluster.setFault({ kind: "expired", as, match: { verb: "watch", resource: "pods" }, times: 1 });
    await cluster.start();
    await same(handle, cluster);
    await live(handle);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(6);
  });

  test("a stalled watch is noticed and continued where it was", async () => {
    const demo = await startDemo(spec("alpha"));
    const cluster = demo.cluster("alpha");
    const { requests, bend } = tapped();
    const handle = connected(newFleet({ clock: fastClock(100), bend }), cluster);
    await live(handle);
    await cluster.setFault({ kind: "stalled-watch" });
    cluster.writer.create("pods", pod("team-a", "unheard"));
    const watches = () =>
      requests.filter((request) => request.path === "/api/v1/pods" && request.deadline === "stream");
    await until("the watch is opened again", () => watches().length > 1);
    expect(names(handle)).not.toContain("team-a/unheard");
    await cluster.clearFault();
    await same(handle, cluster);
    expect(watches().at(-1)?.query?.resourceVersion).toMatch(/^\d+$/);
    expect(requests.some((request) => request.path === "/api/v1/pods" && request.query?.limit === "500")).toBe(false);
  });

  test("GOAWAY loses nothing", async () => {
    const demo = await startDemo(spec("alpha"));
    const cluster = demo.cluster("alpha");
    const handle = connected(newFleet(), cluster);
    await until("all kinds live", () => allLive(handle));
    for (let round = 0; round < 3; round++) {
      cluster.emitGoaway();
      cluster.writer.create("pods", pod("team-a", `after-${round}`));
      await same(handle, cluster);
    }
    await live(handle);
  });

  test("a body that ends in the middle is not taken for a shorter list", async () => {
    const demo = await startDemo(spec("alpha"));
    const cluster = demo.cluster("alpha");
    const { bend } = tapped((request) => {
      if (request.query?.sendInitialEvents) throw kubeError({ cluster: "alpha", message: "no", status: 422 });
    });
    await cluster.setFault({ kind: "partial-body", match: { verb: "list", resource: "pods" }, times: 3 });
    const handle = connected(newFleet({ bend, clock: fastClock(10) }), cluster);
    await live(handle);
    expect(names(handle)).toEqual(inStore(cluster));
  });

  test("rows of a cluster that is gone stay, stale, with the reason and the time; they recover when it returns", async () => {
    const demo = await startDemo(spec("alpha"));
    const cluster = demo.cluster("alpha");
    const fleet = newFleet();
    const handle = connected(fleet, cluster);
    await until("all kinds live", () => allLive(handle));
    const before = systemClock.now();
    const states: boolean[] = [];
    fleet.subscribe((change) => states.push(change.state));
    await cluster.setFault({ kind: "refused" });
    await until("stale", () => handle.overall().state === "stale" && handle.status("Pod").state === "stale");
    expect(states).toContain(true);
    const status = handle.status("Pod");
    expect(status).toMatchObject({ count: 6 });
    expect(["refused", "reset"]).toContain(status.reason);
    expect(status.asOf).toBeGreaterThan(before - 60_000);
    expect(status.asOf).toBeLessThanOrEqual(systemClock.now());
    expect(names(handle)).toHaveLength(6);
    cluster.writer.create("pods", pod("team-b", "meanwhile"));
    await cluster.clearFault();
    await until("all kinds live again", () => allLive(handle));
    await same(handle, cluster);
    expect(handle.overall().state).toBe("live");
  });

  test("a refused credential keeps the rows and says that it is the credential", async () => {
    const demo = await startDemo(spec("alpha"));
    const cluster = demo.cluster("alpha");
    const fleet = newFleet({ clock: fastClock(10) });
    const handle = connected(fleet, cluster);
    await live(handle);
    await cluster.setFault({ kind: "unauthorized" });
    await cluster.stop();
    await cluster.start();
    await until(
      "stale for the credential",
      () => handle.status("Pod").state === "stale" && handle.status("Pod").reason === "credential",
    );
    expect(names(handle)).toHaveLength(6);
    await cluster.clearFault();
    await live(handle);
  });
});

describe("a credential for some namespaces", () => {
  test("watches them one by one, and only them", async () => {
    const demo = await startDemo(spec("edge", { onlyNamespaces: ["team-a"] }));
    const cluster = demo.cluster("edge");
    const fleet = newFleet({ clock: fastClock(10) });
    const handle = connected(fleet, cluster, ["team-a"]);
    await live(handle);
    expect(handle.watchMode).toBe("namespaces");
    expect(names(handle)).toEqual(["team-a/pod-0", "team-a/pod-1", "team-a/pod-2"]);
    expect(handle.status("Node")).toMatchObject({ state: "forbidden", count: 0 });

    fleet.setNamespaces("id-edge", ["team-a", "team-b"]);
    await until("team-b is forbidden", () => handle.status("Pod", "team-b").state === "forbidden");
    expect(handle.status("Pod", "team-a").state).toBe("live");
    expect(handle.status("Pod").state).toBe("live");

    fleet.setNamespaces("id-edge", []);
    await until("no rows", () => handle.rows("Pod", ALL).length === 0);
    expect(handle.status("Pod").state).toBe("forbidden");
    fleet.setNamespaces("id-edge", ["team-a"]);
    await until("rows again", () => handle.rows("Pod", ALL).length === 3);
  });
});

/** Accepts connections and never says a word. */
async function blackHole(): Promise<Server> {
  const server = createServer((socket) => void socket.on("error", () => {}).resume());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return server;
}

test("fifty dead clusters delay nobody: reads answer at once, and the living one becomes live while they hang", async () => {
  const demo = await startDemo(spec("alpha"));
  const hole = await blackHole();
  const address = hole.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const fleet = newFleet();
  for (let at = 0; at < 50; at++) {
    const server = at % 2 === 0 ? `https://127.0.0.1:${port}` : "https://127.0.0.1:1";
    fleet.connect({ ...targetOf(demo.cluster("alpha")), id: `dead-${at}`, slug: `dead-${at}`, server }, []);
  }
  const handle = connected(fleet, demo.cluster("alpha"));
  expect(fleet.clusters()).toHaveLength(51);
  expect(fleet.clusters().every((cluster) => cluster.overall().state === "starting")).toBe(true);
  await until("alive", () => allLive(handle));
  const dead = fleet.clusters().filter((cluster) => cluster.id.startsWith("dead"));
  expect(dead.every((cluster) => cluster.overall().state === "starting" && cluster.rows("Pod", ALL).length === 0)).toBe(
    true,
  );
  await until("each says why", () => dead.every((cluster) => cluster.overall().reason !== undefined));
  expect(new Set(dead.map((cluster) => cluster.overall().reason))).toEqual(new Set(["timeout", "refused"]));
});

test("a replaced credential keeps the rows; another server begins empty; a disconnected cluster is gone", async () => {
  const demo = await startDemo(spec("alpha"), spec("beta"));
  const [alpha, beta] = [demo.cluster("alpha"), demo.cluster("beta")];
  const fleet = newFleet();
  const handle = connected(fleet, alpha);
  await live(handle);
  fleet.connect({ ...targetOf(alpha), credential: { kind: "token", token: "not-the-token" } }, []);
  expect(fleet.cluster("id-alpha")).toBe(handle);
  await until("the credential is refused", () => handle.status("Pod").reason === "credential");
  expect(handle.status("Pod").state).toBe("stale");
  expect(names(handle)).toHaveLength(6);
  fleet.connect(targetOf(alpha), []);
  await live(handle);

  beta.writer.create("pods", pod("team-a", "only-in-beta"));
  fleet.connect({ ...targetOf(beta), id: "id-alpha" }, []);
  expect(handle.rows("Pod", ALL)).toEqual([]);
  await same(handle, beta);

  const changes: FleetChange[] = [];
  fleet.subscribe((change) => changes.push(change));
  await fleet.disconnect("id-alpha");
  expect(fleet.cluster("id-alpha")).toBeUndefined();
  expect(changes).toMatchObject([{ clusterId: "id-alpha", state: true }]);
  await fleet.disconnect("id-alpha");
});

test("rows equal the server's after random changes under random faults", { timeout: 60_000 }, async () => {
  const demo = await startDemo(spec("alpha"));
  const cluster = demo.cluster("alpha");
  const handle = connected(newFleet({ clock: fastClock(20) }), cluster);
  await live(handle);
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  const faults = [
    () => cluster.emitGoaway(),
    () => cluster.compact(),
    () => cluster.setFault({ kind: "expired", as: "event", times: 1 }),
    () => cluster.setFault({ kind: "server-error", times: 2 }),
    () => cluster.setFault({ kind: "too-many-requests", retryAfterSeconds: 1, times: 1 }),
    () => cluster.stop().then(() => cluster.start()),
  ];
  for (let round = 0; round < 60; round++) {
    const name = `pod-${random(8)}`;
    const known = cluster.store.get("pods", "team-a", name);
    if (!known) cluster.writer.create("pods", pod("team-a", name));
    else cluster.writer.remove("pods", known, { gracePeriodSeconds: 0 });
    if (random(3) === 0) await faults[random(faults.length)]?.();
    for (let turns = random(200); turns > 0; turns--) await nextTurn();
  }
  await cluster.clearFault();
  await same(handle, cluster);
  const uids = handle
    .rows("Pod", ALL)
    .map((row) => row.uid)
    .toSorted();
  expect(uids).toEqual(
    cluster.store
      .list("pods")
      .map(({ metadata }) => metadata.uid)
      .toSorted(),
  );
});
