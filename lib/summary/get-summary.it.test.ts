import { afterAll, beforeAll, expect, test } from "vitest";
import { inventoryBuilder, testContext } from "#lib/access/testing";
import { testFleet } from "#lib/access/testing-fleet";
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
  expect(narrow.coverage).toEqual({ clusters: 1, known: 1, capacityKnown: 0 });
  const open = await getSummary(await testContext({ db, userId: manager.id, fleet: testFleet(rows) }), {});
  expect(open.items[0]).toMatchObject({ pods: 1, nodes: 0, cpu: { allocatable: 0 } });
  expect(open.coverage).toEqual({ clusters: 1, known: 1, capacityKnown: 1 });
});
