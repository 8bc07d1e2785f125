import { expect, test } from "vitest";
import { share, sumQuotas } from "./sum-quotas.ts";
import { testQuota } from "./testing-rows.ts";
import { quotaUnit } from "./to-quota-use.ts";

const inCluster = (clusterId: string, quota: ReturnType<typeof testQuota>) => ({ ...quota, clusterId });

test("adds up namespaces and clusters, the resource nearest to its limit first", () => {
  const quotas = [
    inCluster("c1", testQuota("a", { "requests.cpu": [1000, 4000], pods: [9, 10] })),
    inCluster("c2", testQuota("a", { "requests.cpu": [500, 2000] })),
    inCluster("c1", testQuota("b", { "requests.cpu": [0, 1000] })),
  ];
  expect(sumQuotas(quotas)).toEqual([
    { resource: "pods", unit: "count", used: 9, hard: 10 },
    { resource: "requests.cpu", unit: "cores", used: 1500, hard: 7000 },
  ]);
});

test("counts the older names as requests, and a namespace once by its smallest limit", () => {
  const quotas = [
    inCluster("c1", testQuota("a", { cpu: [1000, 4000] })),
    inCluster("c1", testQuota("a", { "requests.cpu": [1000, 2000] })),
  ];
  expect(sumQuotas(quotas)).toEqual([{ resource: "requests.cpu", unit: "cores", used: 1000, hard: 2000 }]);
});

test("leaves out quotas that count only some pods", () => {
  expect(sumQuotas([{ ...inCluster("c1", testQuota("a", { pods: [1, 1] })), scoped: true }])).toEqual([]);
});

test("a limit of zero is near only when something is used", () => {
  expect(share({ used: 0, hard: 0 })).toBe(0);
  expect(share({ used: 1, hard: 0 })).toBe(Number.POSITIVE_INFINITY);
});

test.each([
  ["cpu", "cores"],
  ["limits.cpu", "cores"],
  ["requests.memory", "bytes"],
  ["requests.storage", "bytes"],
  ["fast.storageclass.storage.k8s.io/requests.storage", "bytes"],
  ["requests.ephemeral-storage", "bytes"],
  ["requests.nvidia.com/gpu", "count"],
  ["count/deployments.apps", "count"],
  ["pods", "count"],
])("%s is counted in %s", (resource, unit) => {
  expect(quotaUnit(resource)).toBe(unit);
});
