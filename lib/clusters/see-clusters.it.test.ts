import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inventoryBuilder, testContext } from "#lib/access/testing";
import { testFleet, testMeta } from "#lib/access/testing-fleet";
import type { CacheStatus, NamespaceFilter } from "#lib/kubernetes/types/fleet";
import type { CachedKind, NamespaceRow, NodeRow } from "#lib/kubernetes/types/rows";
import { getSummary } from "#lib/summary/get-summary";
import { testPod } from "#lib/workloads/testing-rows";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { quietRuntime } from "../../test/verb-context.ts";
import { getCluster } from "./get-cluster.ts";
import { listClusters } from "./list-clusters.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

function node(name: string): NodeRow {
  const ready = { type: "Ready", status: "False", reason: "KubeletNotReady", message: `${name} says words`, since: 1 };
  const unknown = { osImage: undefined, architecture: undefined, zone: undefined, instanceType: undefined };
  return {
    ...testMeta("", name),
    ...{ conditions: [ready], unschedulable: false, taints: [], roles: [], kubeletVersion: "v1.35.4" },
    ...unknown,
    ...{ cpuCapacity: 4000, cpuAllocatable: 4000, memoryCapacity: 1, memoryAllocatable: 1, podsAllocatable: 110 },
    ...{ gpuAllocatable: undefined, gpuResource: undefined },
  } as NodeRow;
}

async function portal(name: string, status?: (kind: CachedKind, filter?: NamespaceFilter) => Partial<CacheStatus>) {
  const build = inventoryBuilder(db);
  const [user, a, b] = [await build.user(name), await build.cluster(`${name}-a`), await build.cluster(`${name}-b`)];
  const rows = { Node: [node("node-1")], Pod: [testPod("shop", "one"), testPod("foreign", "two")] };
  const fleet = testFleet({ [a.id]: rows, [b.id]: rows }, status);
  for (const cluster of [a, b])
    await db.prisma.clusterStatus.create({
      data: { clusterId: cluster.id, reachable: true, nodeCount: 7, podCount: 9 },
    });
  const context = () => testContext({ db, userId: user.id, fleet, runtime: quietRuntime() });
  return { build, user, a, b, context };
}

describe("a manager of one cluster who views all namespaces of another", () => {
  test("sees sums of nodes of the first and nothing of the nodes of the second", async () => {
    const { build, user, a, b, context } = await portal("partly");
    await build.grant({ userId: user.id, clusterId: a.id, namespaces: ["*"], role: "manager" });
    await build.grant({ userId: user.id, clusterId: b.id, namespaces: ["*"] });
    const { items } = await listClusters(await context());
    expect(items).toMatchObject([
      { nodes: 1, nodesNotReady: 1 },
      { nodes: undefined, nodesNotReady: undefined, pods: 2 },
    ]);
    expect(items.map(({ cpu }) => cpu.allocatable)).toEqual([4000, undefined]);
    expect(items[1]?.verdict.sentence).not.toContain("node");
    expect((await getCluster(await context(), b.slug)).cluster.nodes).toBeUndefined();
    const summary = await getSummary(await context(), {});
    expect(summary.items.map(({ nodes }) => nodes)).toEqual([1, undefined]);
    expect(summary.items.map(({ cpu }) => cpu.allocatable)).toEqual([4000, undefined]);
  });

  test("is told why there are no nodes: none, not listed yet, or not to be listed", async () => {
    const states = { none: "live", reading: "starting", closed: "forbidden" } as const;
    for (const [name, state] of Object.entries(states)) {
      const { build, a, user } = await portal(name);
      await build.grant({ userId: user.id, clusterId: a.id, namespaces: ["*"], role: "platform" });
      const fleet = testFleet({ [a.id]: {} }, (kind) => (kind === "Node" ? { state } : {}));
      const ctx = await testContext({ db, userId: user.id, fleet, runtime: quietRuntime() });
      expect(await getCluster(ctx, a.slug)).toMatchObject({ items: [], may: { nodes: true }, nodesState: state });
    }
  });

  test("sees no figures of namespaces whose pods are not listed, rather than zeros", async () => {
    const { build, a, user } = await portal("unlisted");
    await build.grant({ userId: user.id, clusterId: a.id, namespaces: ["*"] });
    const shop = { ...testMeta("", "shop"), phase: "Active" } as NamespaceRow;
    const read = async (state: CacheStatus["state"]) => {
      const fleet = testFleet({ [a.id]: { Namespace: [shop] } }, (kind) => (kind === "Pod" ? { state } : {}));
      const ctx = await testContext({ db, userId: user.id, fleet, runtime: quietRuntime() });
      return (await getCluster(ctx, a.slug)).namespaces;
    };
    expect(await read("live")).toMatchObject([{ name: "shop", phase: "Active", pods: 0, cpuRequest: 0 }]);
    for (const state of ["starting", "forbidden"] as const) {
      const [row] = await read(state);
      expect(row).toMatchObject({ name: "shop", phase: "Active" });
      expect([row?.pods, row?.cpuRequest, row?.memoryRequest]).toEqual([undefined, undefined, undefined]);
    }
  });

  test("reads the kubelet's words nowhere: they may name what runs", async () => {
    const { build, user, a, context } = await portal("plain");
    await build.grant({ userId: user.id, clusterId: a.id, namespaces: ["*"], role: "manager" });
    const answers = [await listClusters(await context()), await getCluster(await context(), a.slug)];
    expect(JSON.stringify(answers)).not.toMatch(/says words|node-1/);
    expect(answers[0]).toMatchObject({ items: [{ verdict: { label: "1 node not ready" } }] });
  });
});

describe("somebody with a namespace of a cluster that is read namespace by namespace", () => {
  const foreignFails = (_: CachedKind, filter?: NamespaceFilter): Partial<CacheStatus> =>
    filter !== undefined && !filter.has("foreign")
      ? { state: "live" }
      : { state: "starting", reason: "server-error", message: 'cannot list pods in the namespace "foreign"' };

  test("keeps their figures and a healthy cluster while another team's namespace cannot be read", async () => {
    const { build, user, a, context } = await portal("narrow", foreignFails);
    await build.grant({ userId: user.id, clusterId: a.id, namespaces: ["shop"] });
    const { items, freshness } = await listClusters(await context());
    expect(items).toMatchObject([{ pods: 1, verdict: { level: "healthy" }, freshness: { state: "live" } }]);
    expect(freshness).toMatchObject([{ state: "live", message: undefined }]);
    const detail = await getCluster(await context(), a.slug);
    expect(detail).toMatchObject({ failures: [], cluster: { pods: 1 } });
  });

  test("reads why theirs cannot be read in our words, and only a platform engineer the cluster's", async () => {
    const { build, user, a, context } = await portal("wide", foreignFails);
    await build.grant({ userId: user.id, clusterId: a.id, namespaces: ["foreign"] });
    const mine = [await listClusters(await context()), await getCluster(await context(), a.slug)];
    expect(JSON.stringify(mine)).not.toContain("cannot list pods");
    expect(JSON.stringify(mine)).toContain("it answers with errors");
    const platform = await build.user("engineer", "platform");
    const fleet = testFleet({ [a.id]: {} }, foreignFails);
    const engineer = await testContext({ db, userId: platform.id, fleet, runtime: quietRuntime() });
    expect(JSON.stringify(await listClusters(engineer))).not.toContain("cannot list pods");
    const page = await getCluster(engineer, a.slug);
    expect(JSON.stringify(page.platform)).toContain("cannot list pods");
    expect(page.cluster.verdict.sentence).toContain("cannot list pods");
  });
});
