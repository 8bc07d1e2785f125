import { afterAll, beforeAll, expect, test } from "vitest";
import { inventoryBuilder, testContext } from "#lib/access/testing";
import { testFleet, testMeta } from "#lib/access/testing-fleet";
import { getCluster } from "#lib/clusters/get-cluster";
import { systemClock } from "#lib/core/clock";
import type { CacheStatus } from "#lib/kubernetes/types/fleet";
import type { NodeRow, PersistentVolumeClaimRow } from "#lib/kubernetes/types/rows";
import { TEST_NOW, testDeployment } from "#lib/workloads/testing-rows";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { quietRuntime } from "../../test/verb-context.ts";
import { getNamespace } from "./get-namespace.ts";

const NAMESPACE = "shop";
const NEWS = TEST_NOW * 1000;
const HOUR = 3_600_000;

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const node = {
  ...testMeta("", "node-1"),
  ...{ conditions: [{ type: "Ready", status: "False", since: TEST_NOW - 120 }], taints: [], roles: [] },
} as unknown as NodeRow;
const claim = {
  ...testMeta(NAMESPACE, "data", { createdAt: TEST_NOW - 30 }),
  ...{ phase: "Pending", requested: 1, accessModes: [] },
} as unknown as PersistentVolumeClaimRow;
const starting = { ready: 0, updated: 0, available: 0, createdAt: TEST_NOW - 10 };

/** What a platform engineer reads of a cluster this long after its news. */
async function verdictsAt(now: number, status: Partial<CacheStatus>) {
  const build = inventoryBuilder(db);
  const name = crypto.randomUUID().slice(0, 8);
  const [user, cluster] = [await build.user(name, "platform"), await build.cluster(`c-${name}`)];
  const rows = {
    Node: [node],
    Namespace: [{ ...testMeta("", NAMESPACE), phase: "Active", labels: {} }],
    PersistentVolumeClaim: [claim],
    Deployment: [testDeployment(NAMESPACE, "api", starting)],
  };
  const fleet = testFleet({ [cluster.id]: rows }, { asOf: NEWS, ...status });
  const clock = { ...systemClock, now: () => now };
  const ctx = await testContext({ db, userId: user.id, fleet, clock, runtime: quietRuntime() });
  const { items, relations } = await getNamespace(ctx, { cluster: cluster.slug, namespace: NAMESPACE });
  const nodes = (await getCluster(ctx, cluster.slug)).items;
  return { workload: items[0]?.verdict, claim: relations[0]?.verdict, node: nodes[0]?.verdict };
}

test("a node, a claim and a workload of a cluster that went silent keep the verdict of the last news", async () => {
  const told = await verdictsAt(NEWS, { state: "live" });
  expect(told.node?.sentence).toContain("for 2 min");
  expect(told.claim).toMatchObject({ level: "progressing", label: "Pending" });
  expect(told.workload).toMatchObject({ level: "progressing" });
  expect(await verdictsAt(NEWS + 5 * HOUR, { state: "stale", reason: "timeout" })).toEqual(told);
  const later = await verdictsAt(NEWS + 5 * HOUR, { state: "live" });
  expect(later.claim).toMatchObject({ level: "degraded" });
  expect(later.node?.sentence).toContain("for 5 h");
});
