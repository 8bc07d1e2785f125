import { afterAll, beforeAll, expect, test } from "vitest";
import { inventoryBuilder, testContext } from "#lib/access/testing";
import { testFleet, testMeta } from "#lib/access/testing-fleet";
import type { CacheStatus, Fleet } from "#lib/kubernetes/types/fleet";
import type { CachedKind } from "#lib/kubernetes/types/rows";
import { getWorkload } from "#lib/workloads/get-workload";
import { testDeployment } from "#lib/workloads/testing-rows";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { quietRuntime } from "../../test/verb-context.ts";
import { getNamespace } from "./get-namespace.ts";

const NAMESPACE = "shop";
const ROWS = {
  Namespace: [{ ...testMeta("", NAMESPACE), phase: "Active", labels: {} }],
  Deployment: [testDeployment(NAMESPACE, "api")],
};

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

/** A developer of two clusters, in a namespace that both have. */
async function developer(fleetOf: (ids: [string, string]) => Fleet) {
  const build = inventoryBuilder(db);
  const name = crypto.randomUUID().slice(0, 8);
  const [user, a, b] = [await build.user(name), await build.cluster(`a-${name}`), await build.cluster(`b-${name}`)];
  for (const { id } of [a, b])
    await build.grant({ userId: user.id, clusterId: id, namespaces: [NAMESPACE], role: "developer" });
  const ctx = await testContext({ db, userId: user.id, fleet: fleetOf([a.id, b.id]), runtime: quietRuntime() });
  const place = { cluster: a.slug, namespace: NAMESPACE };
  return {
    namespace: () => getNamespace(ctx, place),
    workload: async () => (await getWorkload(ctx, { ...place, kind: "Deployment", name: "api" })).detail,
  };
}

test("that no Service is seen says nothing where the cluster does not let the portal list them, or not yet", async () => {
  const states: Partial<Record<CachedKind, CacheStatus["state"]>> = { Service: "forbidden", Ingress: "starting" };
  const status = (kind: CachedKind) => ({ state: states[kind] ?? "live" });
  const reader = await developer((ids) => testFleet({ [ids[0]]: ROWS }, status));
  const unlisted = [
    { kind: "Service", state: "forbidden" },
    { kind: "Ingress", state: "starting" },
  ];
  expect(await reader.namespace()).toMatchObject({ relations: [], unlisted });
  expect(await reader.workload()).toMatchObject({ relations: [], unlisted });
});

test("that no use is seen says why: another state than that of the pods", async () => {
  const reader = await developer((ids) =>
    testFleet({ [ids[0]]: ROWS }, (kind) => ({ state: kind === "PodMetrics" ? "unsupported" : "live" })),
  );
  expect(await reader.workload()).toMatchObject({ metrics: { state: "unsupported" }, freshness: { state: "live" } });
});

test("where all of them are listed there is none", async () => {
  const reader = await developer((ids) => testFleet({ [ids[0]]: ROWS }, { state: "live" }));
  expect(await reader.namespace()).toMatchObject({ relations: [], unlisted: [] });
  expect(await reader.workload()).toMatchObject({ relations: [], unlisted: [] });
});

test("the same application in a cluster that is silent is marked as last known", async () => {
  const reader = await developer(([a, b]) => {
    const [live, silent] = [testFleet({ [a]: ROWS }), testFleet({ [b]: ROWS }, { state: "stale" })];
    return { ...live, cluster: (id) => live.cluster(id) ?? silent.cluster(id) };
  });
  const { row, siblings } = await reader.workload();
  expect([row.stale, ...siblings.map(({ stale }) => stale)]).toEqual([false, true]);
});
