import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testMeta } from "#lib/access/testing-fleet";
import type { Binding } from "#lib/access/types";
import type { NamespaceRow } from "#lib/kubernetes/types/rows";
import { testPod, testQuota } from "#lib/workloads/testing-rows";
import { addUp } from "./add-up.ts";
import { ownerOf } from "./owner-of.ts";
import type { ResourceSums, Summary } from "./schemas.ts";
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

const clusterArbitrary = fc.record({
  known: fc.boolean(),
  pods: fc.array(
    fc.record({
      namespace: fc.constantFrom(...NAMESPACES),
      cpuRequest: fc.nat(4000),
      memoryRequest: fc.nat(1e9),
      gpuRequest: fc.nat(8),
      phase: fc.constantFrom("Running", "Pending", "Succeeded", "Failed"),
    }),
  ),
  quotas: fc.array(fc.record({ namespace: fc.constantFrom(...NAMESPACES), hard: fc.nat(9000), used: fc.nat(9000) })),
  owners: fc.array(fc.constantFrom(...TEAMS), { minLength: NAMESPACES.length, maxLength: NAMESPACES.length }),
});

type Cluster = typeof clusterArbitrary extends fc.Arbitrary<infer C> ? C : never;

function summarise(cluster: Cluster, index: number) {
  const id = `c${index}`;
  return summariseCluster({
    place: { id, slug: id, displayName: id, environment },
    known: cluster.known,
    nodes: undefined,
    pods: cluster.pods.map((pod, at) => testPod(pod.namespace, `pod-${at}`, pod)),
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

const FIELDS = ["requested", "quota", "quotaUsed"] as const satisfies readonly (keyof ResourceSums)[];
const RESOURCES = ["cpu", "memory", "gpu"] as const;
type Sums = Pick<Summary["total"], "pods" | "namespaces" | (typeof RESOURCES)[number]>;

function flat(sums: Sums): number[] {
  const amounts = RESOURCES.flatMap((resource) => FIELDS.map((field) => sums[resource][field] ?? 0));
  return [sums.pods, sums.namespaces, ...amounts];
}
const addFlat = (list: readonly Sums[]) =>
  list
    .map(flat)
    .reduce(
      (sum, part) => sum.map((value, at) => value + (part[at] ?? 0)),
      flat({ pods: 0, namespaces: 0, cpu: {}, memory: {}, gpu: {} }),
    );

describe("sums", () => {
  test("are conserved: the teams of a cluster, all teams, and all clusters add up to the same", () => {
    fc.assert(
      fc.property(fc.array(clusterArbitrary, { maxLength: 4 }), (clusters) => {
        const items = clusters.map(summarise);
        const { teams, total, coverage } = addUp(items);
        for (const item of items) {
          const own = { ...item, pods: item.pods ?? 0, namespaces: item.namespaces ?? 0 };
          expect(addFlat(item.teams)).toEqual(flat(own));
        }
        expect(addFlat(teams)).toEqual(flat(total));
        expect(coverage).toEqual({ clusters: items.length, known: clusters.filter((cluster) => cluster.known).length });
      }),
      { numRuns: 500 },
    );
  });

  test("of a cluster that nobody heard of are absent, not zero", () => {
    const item = summarise({ known: false, pods: [], quotas: [], owners: TEAMS }, 1);
    expect(item.pods).toBeUndefined();
    expect(item).toMatchObject({ cpu: {}, teams: [] });
    expect(addUp([item]).total.cpu).toEqual({});
  });

  test("count no pod that has ended", () => {
    const pods = [
      { namespace: "a", cpuRequest: 100, memoryRequest: 1, gpuRequest: 0, phase: "Running" as const },
      { namespace: "a", cpuRequest: 900, memoryRequest: 1, gpuRequest: 0, phase: "Succeeded" as const },
    ];
    expect(summarise({ known: true, pods, quotas: [], owners: TEAMS }, 1).cpu.requested).toBe(100);
  });

  test("say nothing that a pod, a namespace or a node is called", () => {
    const pods = [{ namespace: "d", cpuRequest: 1, memoryRequest: 1, gpuRequest: 0, phase: "Running" as const }];
    const text = JSON.stringify(summarise({ known: true, pods, quotas: [], owners: [] }, 1));
    expect(text).not.toContain("pod-0");
    expect(text).not.toContain('"d"');
  });
});
