import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testMeta } from "#lib/access/testing-fleet";
import type { Binding } from "#lib/access/types";
import type { NamespaceRow, NodeRow } from "#lib/kubernetes/types/rows";
import { TEST_NOW, testContainer, testPod, testQuota } from "#lib/workloads/testing-rows";
import { addUp } from "./add-up.ts";
import { ownerOf } from "./owner-of.ts";
import type { ResourceSums, Summary } from "./schemas.ts";
import { sumResources } from "./sum-resources.ts";
import { summariseCluster } from "./summarise-cluster.ts";

const binding = (more: Partial<Binding>): Binding => ({
  ...{ source: "grant", grantId: "g", teamId: "t", teamSlug: "t", teamRole: undefined, role: "developer" },
  ...{ clusterId: "c1", targetKind: "cluster", targetSlug: "c1", namespaces: ["*"], reason: undefined },
  ...{ startsAt: undefined, expiresAt: undefined },
  ...more,
});
const regions = (teams: Record<string, Partial<Binding>[]>) =>
  new Map(Object.entries(teams).map(([team, list]) => [team, list.map(binding)]));

describe("the team of a namespace", () => {
  test.each<[string, Record<string, Partial<Binding>[]>, string | undefined]>([
    ["the exact name before a pattern", { a: [{ namespaces: ["pay-*"] }], b: [{ namespaces: ["pay-api"] }] }, "b"],
    ["the longer pattern", { a: [{ namespaces: ["*"] }], b: [{ namespaces: ["pay-*"] }] }, "b"],
    ["who works on it before who views it", { a: [{ namespaces: ["pay-api"], role: "viewer" }], b: [{}] }, "b"],
    ["the older grant", { a: [{ startsAt: 2 }], b: [{ startsAt: 1 }] }, "b"],
    ["nobody: another cluster", { a: [{ clusterId: "c2" }] }, undefined],
    ["nobody: ended", { a: [{ expiresAt: 10 }] }, undefined],
    ["nobody: not begun", { a: [{ startsAt: 99 }] }, undefined],
    ["nobody: sums only", { a: [{ role: "manager" }] }, undefined],
  ])("is %s", (_, teams, expected) => {
    expect(ownerOf(regions(teams), "c1", "pay-api", 50)).toBe(expected);
  });
});

const environment = { slug: "production", name: "Production", rank: 2, isProduction: true };
const NAMESPACES = ["a", "b", "c", "d"];
const TEAMS = ["red", "blue", undefined];

const offer = (max: number) => fc.option(fc.nat(max), { nil: undefined });
const nodeArbitrary = fc.record(
  { cpuAllocatable: offer(8000), memoryAllocatable: offer(1e9), gpuAllocatable: offer(8) },
  { requiredKeys: [] },
);

const METRICS_STATES = ["live", "stale", "starting", "forbidden", "unsupported"] as const;

const clusterArbitrary = fc.record({
  quotasKnown: fc.boolean(),
  metrics: fc.constantFrom(...METRICS_STATES),
  known: fc.boolean(),
  /** Undefined: the credential may not list them, or the viewer's sight is not the whole cluster. */
  nodes: fc.option(fc.array(nodeArbitrary, { maxLength: 4 }), { nil: undefined }),
  pods: fc.array(
    fc.record({
      namespace: fc.constantFrom(...NAMESPACES),
      cpuRequest: fc.nat(4000),
      memoryRequest: fc.nat(1e9),
      gpuRequest: fc.nat(8),
      /** What the metrics API says of it, if it says something, which it also does of pods that are gone. */
      use: fc.option(fc.record({ cpu: offer(9000), memory: offer(1e9) }), { nil: undefined }),
      isGone: fc.boolean(),
      createdAt: fc.constantFrom(TEST_NOW - 3600, TEST_NOW - 1),
      phase: fc.constantFrom("Running", "Pending", "Succeeded", "Failed"),
    }),
  ),
  quotas: fc.array(fc.record({ namespace: fc.constantFrom(...NAMESPACES), hard: fc.nat(9000), used: fc.nat(9000) })),
  owners: fc.array(fc.constantFrom(...TEAMS), { minLength: NAMESPACES.length, maxLength: NAMESPACES.length }),
});

type Cluster = typeof clusterArbitrary extends fc.Arbitrary<infer C> ? C : never;

/** Of a pod. */
const RUNS = { phase: "Running", use: undefined, isGone: false, createdAt: TEST_NOW - 3600 } as const;
const EMPTY: Cluster = {
  known: true,
  metrics: "live",
  quotasKnown: true,
  nodes: undefined,
  pods: [],
  quotas: [],
  owners: TEAMS,
};

function testNode(name: string, offers: Partial<NodeRow>): NodeRow {
  const unknown = { kubeletVersion: undefined, osImage: undefined, architecture: undefined, zone: undefined };
  const sizes = {
    cpuCapacity: undefined,
    memoryCapacity: undefined,
    podsAllocatable: undefined,
    gpuResource: undefined,
  };
  const none = { cpuAllocatable: undefined, memoryAllocatable: undefined, gpuAllocatable: undefined };
  const lists = { conditions: [], taints: [], roles: [], unschedulable: false, instanceType: undefined };
  return { ...testMeta("", name), ...unknown, ...sizes, ...none, ...lists, ...offers };
}

/** Epoch seconds, after all pods of these tests were made. */
const MEASURED_AT = TEST_NOW;

/** Containers of pods that have ended or wait do not run. */
const isRunning = ({ phase, isGone }: GeneratedPod) => phase === "Running" && !isGone;

type GeneratedPod = Cluster["pods"][number];

function summarise(cluster: Cluster, index: number) {
  const id = `c${index}`;
  const pods = cluster.pods.map((pod, at) => ({ ...pod, name: `pod-${at}` }));
  return summariseCluster({
    place: { id, slug: id, displayName: id, environment },
    known: cluster.known,
    nodes: cluster.nodes?.map((node, at) => testNode(`node-${at}`, node)),
    pods: pods
      .filter(({ isGone }) => !isGone)
      .map(({ use, isGone, ...pod }) =>
        testPod(pod.namespace, pod.name, {
          ...pod,
          containers: [testContainer({ state: pod.phase === "Running" ? "running" : "waiting" })],
        }),
      ),
    podMetrics: pods.flatMap(({ namespace, name, use }) =>
      use ? [{ ...testMeta(namespace, name), createdAt: MEASURED_AT, ...use }] : [],
    ),
    metrics: { state: cluster.metrics, asOf: undefined },
    quotasKnown: cluster.quotasKnown,
    quotas: cluster.quotas.map((quota) => ({
      ...testQuota(quota.namespace, { "requests.cpu": [quota.used, quota.hard] }),
      clusterId: id,
    })),
    namespaces: NAMESPACES.map((name): NamespaceRow => ({ ...testMeta("", name), phase: "Active", labels: {} })),
    ownerOf: (namespace) => {
      const slug = cluster.owners[NAMESPACES.indexOf(namespace)];
      return slug === undefined ? undefined : { slug, name: slug };
    },
  });
}

const SHARED = [
  "requested",
  "quota",
  "quotaUsed",
  "used",
  "requestedWhereMeasured",
] as const satisfies readonly (keyof ResourceSums)[];
const RESOURCES = ["cpu", "memory", "gpu"] as const;
type Sums = Partial<Pick<Summary["total"], "nodes" | "pods" | "namespaces" | "measuredPods">> &
  Record<"cpu" | "memory" | "gpu", ResourceSums>;

/** What is split by team. */
function flat(sums: Sums): number[] {
  const amounts = RESOURCES.flatMap((resource) => SHARED.map((field) => sums[resource][field] ?? 0));
  const { running = 0, measured = 0 } = sums.measuredPods ?? {};
  return [sums.pods ?? 0, sums.namespaces ?? 0, running, measured, ...amounts];
}
/** And what belongs to whole clusters. */
const flatWhole = (sums: Sums) => [
  ...flat(sums),
  sums.nodes ?? 0,
  ...RESOURCES.map((resource) => sums[resource].allocatable ?? 0),
];
const add = (list: readonly Sums[], flatten: (sums: Sums) => number[]) =>
  list
    .map(flatten)
    .reduce((sum, part) => sum.map((value, at) => value + (part[at] ?? 0)), flatten({ cpu: {}, memory: {}, gpu: {} }));

const REQUEST = { cpu: "cpuRequest", memory: "memoryRequest", gpu: "gpuRequest" } as const;
const OFFER = { cpu: "cpuAllocatable", memory: "memoryAllocatable", gpu: "gpuAllocatable" } as const;

/** The sum of one figure, from what was generated. */
const sumOf = (list: readonly (number | undefined)[]) => list.reduce<number>((sum, value) => sum + (value ?? 0), 0);
const holding = (cluster: Cluster) =>
  cluster.pods.filter(({ phase, isGone }) => !isGone && phase !== "Succeeded" && phase !== "Failed");

const isMeasured = ({ metrics }: Cluster) => metrics === "live" || metrics === "stale";

const clustersArbitrary = fc.array(clusterArbitrary, { maxLength: 4 });

describe("sums", () => {
  test("are conserved: the teams of a cluster, all teams, and all clusters add up to the same", () => {
    fc.assert(
      fc.property(clustersArbitrary, (clusters) => {
        const items = clusters.map(summarise);
        const { teams, total, coverage } = addUp(items);
        for (const item of items) expect(add(item.teams, flat)).toEqual(flat(item));
        expect(add(teams, flat)).toEqual(flat(total));
        expect(add(items, flatWhole)).toEqual(flatWhole(total));
        const known = clusters.filter((cluster) => cluster.known);
        const capacityKnown = known.filter((cluster) => cluster.nodes !== undefined).length;
        const useKnown = known.filter(isMeasured).length;
        const useStale = known.filter(({ metrics }) => metrics === "stale").length;
        expect(coverage).toEqual({ clusters: items.length, known: known.length, capacityKnown, useKnown, useStale });
        expect(total.quotasKnown).toBe(clusters.every((cluster) => cluster.known && cluster.quotasKnown));
      }),
      { numRuns: 500 },
    );
  });

  test("compare with the capacity only what is requested where the capacity is known", () => {
    fc.assert(
      fc.property(clustersArbitrary, (clusters) => {
        const { total } = addUp(clusters.map(summarise));
        const whole = clusters.filter(({ known, nodes }) => known && nodes !== undefined);
        for (const resource of RESOURCES) {
          const { allocatable, requestedWhereKnown } = total[resource];
          const nodes = whole.flatMap((cluster) => cluster.nodes ?? []);
          const requests = whole.flatMap(holding).map((pod) => pod[REQUEST[resource]]);
          const expected = [sumOf(nodes.map((node) => node[OFFER[resource]])), sumOf(requests)];
          expect([allocatable, requestedWhereKnown]).toEqual(whole.length > 0 ? expected : [undefined, undefined]);
        }
        expect(total.nodes).toBe(whole.length > 0 ? sumOf(whole.map(({ nodes }) => nodes?.length)) : undefined);
      }),
      { numRuns: 500 },
    );
  });

  test("compare with the measured use only what the measured pods request, and know no use where none is measured", () => {
    fc.assert(
      fc.property(clustersArbitrary, (clusters) => {
        for (const [at, cluster] of clusters.entries()) {
          const item = summarise(cluster, at);
          const running = cluster.pods.filter(isRunning);
          const measured = !isMeasured(cluster)
            ? []
            : running.filter(({ use }) => use?.cpu !== undefined && use.memory !== undefined);
          if (!cluster.known) continue;
          expect(item.measuredPods).toEqual({ running: running.length, measured: measured.length });
          const known = isMeasured(cluster) && (measured.length > 0 || running.length === 0);
          for (const resource of ["cpu", "memory"] as const) {
            const expected = [
              measured.map(({ use }) => use?.[resource]),
              measured.map((pod) => pod[REQUEST[resource]]),
            ];
            const { used, requestedWhereMeasured } = item[resource];
            expect([used, requestedWhereMeasured]).toEqual(known ? expected.map(sumOf) : [undefined, undefined]);
          }
          expect(item.gpu.used).toBeUndefined();
        }
      }),
      { numRuns: 500 },
    );
  });

  test("do not take the use of a pod for that of another with its name before it", () => {
    const run = {
      namespace: "a",
      cpuRequest: 100,
      memoryRequest: 1,
      gpuRequest: 0,
      ...RUNS,
      use: { cpu: 50, memory: 1 },
    };
    const at = (createdAt: number) => summarise({ ...EMPTY, pods: [{ ...run, createdAt }] }, 1).measuredPods;
    expect(at(MEASURED_AT - 1)).toEqual({ running: 1, measured: 1 });
    expect(at(MEASURED_AT + 1)).toEqual({ running: 1, measured: 0 });
  });

  test("of a cluster that nobody heard of are absent, not zero", () => {
    const item = summarise({ ...EMPTY, known: false }, 1);
    expect(item.pods).toBeUndefined();
    expect(item).toMatchObject({ cpu: {}, teams: [] });
    expect(addUp([item]).total.cpu).toEqual({});
  });

  test("tell a cluster without GPUs from one whose nodes are not known", () => {
    expect(summarise({ ...EMPTY, nodes: [{ cpuAllocatable: 4000 }] }, 1).gpu.allocatable).toBe(0);
    expect(summarise({ ...EMPTY, nodes: undefined }, 1).gpu.allocatable).toBeUndefined();
  });

  test("count quotas of GPUs and their slices, and of nothing that only sounds like one", () => {
    const quota = (resource: string) => [{ ...testQuota("a", { [resource]: [2, 8] }), clusterId: "c1" }];
    const gpuOf = (resource: string) => sumResources({ pods: [], quotas: quota(resource) }).gpu;
    for (const name of ["nvidia.com/gpu", "nvidia.com/mig-1g.10gb", "amd.com/gpu", "gpu.intel.com/i915"])
      expect(gpuOf(`requests.${name}`), name).toMatchObject({ quota: 8, quotaUsed: 2 });
    expect(gpuOf("requests.aliyun.com/gpu-mem").quota).toBeUndefined();
  });

  test("count no pod that has ended", () => {
    const pods = [
      { namespace: "a", cpuRequest: 100, memoryRequest: 1, gpuRequest: 0, ...RUNS },
      { namespace: "a", cpuRequest: 900, memoryRequest: 1, gpuRequest: 0, ...RUNS, phase: "Succeeded" as const },
    ];
    expect(summarise({ ...EMPTY, pods }, 1).cpu.requested).toBe(100);
  });

  test("say nothing that a pod, a namespace or a node is called", () => {
    const pods = [{ namespace: "d", cpuRequest: 1, memoryRequest: 1, gpuRequest: 0, ...RUNS }];
    const text = JSON.stringify(summarise({ ...EMPTY, nodes: [{}], pods, owners: [] }, 1));
    expect(text).not.toMatch(/pod-0|node-0/);
    expect(text).not.toContain('"d"');
  });
});
