import { afterAll, beforeAll, expect, test } from "vitest";
import { inventoryBuilder, testContext } from "#lib/access/testing";
import { testFleet, testMeta } from "#lib/access/testing-fleet";
import type { CacheState } from "#lib/kubernetes/types/fleet";
import { testPod } from "#lib/workloads/testing-rows";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { getSummary } from "./get-summary.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

test("nodes that the credential may not list are unknown, not zero", async () => {
  const build = inventoryBuilder(db);
  const manager = await build.user("manager", "manager");
  const cluster = await build.cluster("narrow");
  const rows = { [cluster.id]: { Pod: [testPod("shop", "one")] } };
  const forbidden = testFleet(rows, (kind) => (kind === "Node" ? { state: "forbidden" } : {}));
  const narrow = await getSummary(await testContext({ db, userId: manager.id, fleet: forbidden }), {});
  expect(narrow.items[0]).toMatchObject({ pods: 1, nodes: undefined });
  expect(narrow.items[0]?.cpu).toMatchObject({ allocatable: undefined, requested: 100 });
  expect(narrow.total).toMatchObject({ nodes: undefined, cpu: { requested: 100, requestedWhereKnown: undefined } });
  expect(narrow.coverage).toMatchObject({ clusters: 1, known: 1, capacityKnown: 0 });
  const open = await getSummary(await testContext({ db, userId: manager.id, fleet: testFleet(rows) }), {});
  expect(open.items[0]).toMatchObject({ pods: 1, nodes: 0, cpu: { allocatable: 0 } });
  expect(open.coverage).toMatchObject({ clusters: 1, known: 1, capacityKnown: 1 });
});

test("use is that of the metrics API as far as it was read, and of stale figures the last one", async () => {
  const build = inventoryBuilder(db);
  const manager = await build.user("another-manager", "manager");
  const cluster = await build.cluster("measured");
  const pods = [testPod("shop", "one"), testPod("shop", "two"), testPod("pay", "three")];
  const use = { cpu: 30.5, memory: 512 };
  const PodMetrics = pods.slice(0, 2).map(({ namespace, name }) => ({ ...testMeta(namespace, name), ...use }));
  const rows = { [cluster.id]: { Pod: pods, PodMetrics } };
  const summaryIn = async (state: CacheState) => {
    const fleet = testFleet(rows, (kind) => (kind === "PodMetrics" ? { state, asOf: 1_000 } : {}));
    const { items, total, coverage } = await getSummary(await testContext({ db, userId: manager.id, fleet }), {});
    const measured = items.find(({ key }) => key === cluster.id);
    return { measured, total, coverage };
  };
  for (const state of ["live", "stale"] as const) {
    const { measured, coverage } = await summaryIn(state);
    expect(measured).toMatchObject({ metrics: { state, asOf: 1_000 }, measuredPods: { running: 3, measured: 2 } });
    expect(measured?.cpu).toMatchObject({ requested: 300, used: 61, requestedWhereMeasured: 200 });
    expect(measured?.memory).toMatchObject({ used: 1024, requestedWhereMeasured: 2000 });
    expect(coverage.useKnown).toBe(1);
  }
  for (const state of ["starting", "forbidden", "unsupported"] as const) {
    const { measured, coverage, total } = await summaryIn(state);
    expect(measured).toMatchObject({ metrics: { state }, measuredPods: { running: 3, measured: 0 } });
    expect([measured?.cpu.used, total.cpu.used, coverage.useKnown]).toEqual([undefined, undefined, 0]);
  }
});

test("quotas that the credential may not list are unknown, not none", async () => {
  const build = inventoryBuilder(db);
  const manager = await build.user("third-manager", "manager");
  const cluster = await build.cluster("no-quotas");
  const rows = { [cluster.id]: { Pod: [testPod("shop", "one")] } };
  const forbidden = testFleet(rows, (kind) => (kind === "ResourceQuota" ? { state: "forbidden" } : {}));
  const { items, total } = await getSummary(await testContext({ db, userId: manager.id, fleet: forbidden }), {});
  const found = items.find(({ key }) => key === cluster.id);
  expect(found).toMatchObject({ quotasKnown: false, teams: [{ quotasKnown: false }] });
  expect(total.quotasKnown).toBe(false);
});
