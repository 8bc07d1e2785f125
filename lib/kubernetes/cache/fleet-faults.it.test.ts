import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "#lib/core/clock";
import type { ObjectInput } from "../../../demo/types/object.ts";
import { kubeError } from "../api/kube-error.ts";
import { KIND_NAMES } from "../kinds/registry.ts";
import {
  ALL,
  allLive,
  closeAll,
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
  until,
} from "../testing/fleet-bench.ts";

afterEach(closeAll);

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

  test("rows of a watch that stalls get older while the cluster answers everything else", async () => {
    const demo = await startDemo(spec("alpha"));
    const cluster = demo.cluster("alpha");
    const handle = connected(newFleet(), cluster);
    await until("all kinds live", () => allLive(handle));
    await cluster.setFault({ kind: "stalled-watch", match: { resource: "pods" } });
    const stalledAt = systemClock.now();
    cluster.writer.create("pods", pod("team-a", "unheard"));
    await until("a moment to pass", () => systemClock.now() > stalledAt);
    await handle.connection.request({ method: "GET", path: "/version" });
    cluster.writer.create("configmaps", {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "heard", namespace: "team-a" },
    } as ObjectInput);
    await until("another kind's change", () => names(handle, "ConfigMap").includes("team-a/heard"));
    expect(handle.status("ConfigMap").asOf).toBeGreaterThan(stalledAt);
    expect(handle.status("Pod")).toMatchObject({ state: "live", count: 6 });
    expect(handle.status("Pod").asOf).toBeLessThanOrEqual(stalledAt);
    expect(handle.overall().asOf).toBeLessThanOrEqual(stalledAt);
  });

  test.each([[{ kind: "server-error", code: 500 }], [{ kind: "too-many-requests", retryAfterSeconds: 30 }]] as const)(
    "one kind that answers %o leaves all others live",
    async (fault) => {
      const demo = await startDemo(spec("alpha"));
      const cluster = demo.cluster("alpha");
      const { requests, bend } = tapped();
      await cluster.setFault({ ...fault, match: { resource: "secrets" } });
      const handle = connected(newFleet({ bend, clock: fastClock(50) }), cluster);
      const broken: string[] = [];
      handle.connection.onHealthChange(() => {
        const { breaker } = handle.connection.health();
        if (breaker !== "closed") broken.push(breaker);
      });
      const others = KIND_NAMES.filter((kind) => kind !== "Secret");
      const othersLive = () => others.every((kind) => handle.status(kind).state === "live");
      await until("the others live", othersLive);
      const tries = () => requests.filter(({ path }) => path.endsWith("/secrets")).length;
      const before = tries();
      await until("more failures than open a circuit", () => tries() > before + 6);
      expect(handle.status("Secret").state).toBe("starting");
      expect(othersLive()).toBe(true);
      expect(broken).toEqual([]);
    },
  );

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
    await until("announced", () => states.includes(true));
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
