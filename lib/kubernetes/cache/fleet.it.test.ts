import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "#lib/core/clock";
import { kubeError } from "../api/kube-error.ts";
import {
  ALL,
  allLive,
  closeAll,
  closeLater,
  connected,
  fastClock,
  first,
  inStore,
  live,
  names,
  newFleet,
  pod,
  same,
  spec,
  startDemo,
  tapped,
  targetOf,
  until,
} from "../testing/fleet-bench.ts";
import type { FleetChange } from "../types/fleet.ts";

afterEach(closeAll);

const only = (namespace: string) => ({ all: false, has: (name: string) => name === namespace });

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
    const lists = requests.filter(
      (request) => request.query?.limit === "500" && !request.path.includes("/metrics.k8s.io/"),
    );
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
    lastAt = systemClock.monotonic();
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
    await until("team-b is forbidden", () => handle.status("Pod", only("team-b")).state === "forbidden");
    expect(handle.status("Pod", only("team-a"))).toMatchObject({ state: "live", count: 3 });
    // A pattern of which no namespace is watched: nothing will come.
    expect(handle.status("Pod", only("team-c"))).toMatchObject({ state: "forbidden", count: 0, byNamespace: true });
    expect(handle.status("Namespace").byNamespace).toBeUndefined();
    expect(handle.status("Pod").state).toBe("live");

    fleet.setNamespaces("id-edge", []);
    await until("no rows", () => handle.rows("Pod", ALL).length === 0);
    expect(handle.status("Pod").state).toBe("forbidden");
    fleet.setNamespaces("id-edge", ["team-a"]);
    await until("rows again", () => handle.rows("Pod", ALL).length === 3);
  });
});

describe("what somebody is told of their namespaces", () => {
  test("does not change when another team's namespace is being read for the first time, or cannot be read", async () => {
    const demo = await startDemo(spec("edge", { onlyNamespaces: ["team-a", "team-b"] }));
    const broken = { on: true };
    const { bend } = tapped(({ path }) => {
      if (broken.on && path.includes("/namespaces/team-b/"))
        throw kubeError({ cluster: "edge", message: "secret-words" });
    });
    const fleet = newFleet({ bend, clock: fastClock(10) });
    const handle = connected(fleet, demo.cluster("edge"), ["team-a"]);
    await live(handle);
    const seen = new Set<string>();
    const stop = fleet.subscribe(() => seen.add(handle.status("Pod", only("team-a")).state));
    fleet.setNamespaces("id-edge", ["team-a", "team-b"]);
    expect(handle.status("Pod", only("team-a"))).toMatchObject({ state: "live", count: 3 });
    expect(handle.status("Pod").state).toBe("starting");
    await until("team-b fails", () => handle.status("Pod", only("team-b")).message === "secret-words");
    expect(handle.status("Pod", only("team-a"))).toMatchObject({ state: "live", message: undefined, count: 3 });
    broken.on = false;
    await until("team-b is live", () => handle.status("Pod", only("team-b")).state === "live");
    stop();
    expect([...seen]).toEqual(["live"]);
  });
});

describe("a credential that is refused after it was allowed", () => {
  /** Refuses pods so many times, once the rows were there. */
  async function refusing(times: number) {
    const demo = await startDemo(spec("alpha"));
    const cluster = demo.cluster("alpha");
    const left = { refusals: 0 };
    const { bend } = tapped((request) => {
      if (request.path !== "/api/v1/pods" || left.refusals <= 0) return;
      left.refusals -= 1;
      throw kubeError({ cluster: "alpha", message: "pods is forbidden", status: 403, reason: "Forbidden" });
    });
    const fleet = newFleet({ bend, clock: fastClock(20) });
    const handle = connected(fleet, cluster);
    await live(handle);
    left.refusals = times;
    await cluster.stop();
    await cluster.start();
    return { cluster, handle };
  }

  test("keeps its rows while the refusal may be a server that starts", async () => {
    const { cluster, handle } = await refusing(3);
    await until("doubt", () => handle.status("Pod").state === "stale" && handle.status("Pod").reason === "credential");
    expect(names(handle)).toHaveLength(6);
    cluster.writer.create("pods", pod("team-a", "later"));
    await live(handle);
    await same(handle, cluster);
  });

  test("loses them when the refusal stays, and gets them back when it is lifted", async () => {
    const { cluster, handle } = await refusing(8);
    await until("forbidden", () => handle.status("Pod").state === "forbidden");
    expect(handle.rows("Pod", ALL)).toEqual([]);
    expect(handle.status("Secret").state).not.toBe("forbidden");
    await live(handle);
    await same(handle, cluster);
  });
});

/** Accepts connections and never says a word. */
async function blackHole(): Promise<Server> {
  const server = createServer((socket) => void socket.on("error", () => {}).resume());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closeLater(() => new Promise((resolve) => server.close(resolve)));
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
