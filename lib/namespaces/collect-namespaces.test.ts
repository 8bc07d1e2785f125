import { describe, expect, test } from "vitest";
import { testMeta } from "#lib/access/testing-fleet";
import type { NamespaceRow } from "#lib/kubernetes/types/rows";
import { testClusterRows, testQuota, testWorkloadRow } from "#lib/workloads/testing-rows";
import { collectNamespaces, compareNamespaces, type NamespaceFacts } from "./collect-namespaces.ts";

const cluster = testClusterRows({});
const namespace = (name: string, more: Partial<NamespaceRow> = {}): NamespaceRow => ({
  ...testMeta("", name, { createdAt: 5 }),
  ...{ phase: "Active", labels: {} },
  ...more,
});
const collect = (facts: Partial<NamespaceFacts>) =>
  collectNamespaces({ cluster, namespaces: [], workloads: [], quotas: [], ...facts }).sort(compareNamespaces);
const FAILING = { level: "failing", label: "Failing", sentence: "0 of 1 replicas ready." } as const;

describe("namespaces", () => {
  test("are judged by the worst of their workloads, worst first, and say which it is", () => {
    const rows = collect({
      namespaces: [namespace("a"), namespace("b"), namespace("c")],
      workloads: [
        testWorkloadRow({ namespace: "a", name: "web", pods: 2, restarts: 1 }),
        testWorkloadRow({ namespace: "b", name: "api", verdict: FAILING }),
        testWorkloadRow({ namespace: "b", name: "web" }),
      ],
    });
    expect(rows.map((row) => [row.namespace, row.verdict.level, row.verdict.sentence])).toEqual([
      ["b", "failing", "`api`: 0 of 1 replicas ready."],
      ["a", "healthy", "1 workload is well."],
      ["c", "idle", "Nothing runs here."],
    ]);
    expect(rows[0]).toMatchObject({ workloads: 2, attention: 1 });
    expect(rows[1]).toMatchObject({ pods: 2, restarts: 1, createdAt: 5, phase: "Active" });
  });

  test("are known by what is in them where nobody may list them", () => {
    const rows = collect({
      workloads: [testWorkloadRow({ namespace: "a" })],
      quotas: [testQuota("b", { pods: [1, 2] })],
    });
    expect(rows.map((row) => [row.namespace, row.phase, row.createdAt])).toEqual([
      ["a", "Unknown", undefined],
      ["b", "Unknown", undefined],
    ]);
    expect(rows[1]?.quotas).toEqual([{ quota: "team-quota", resource: "pods", unit: "count", used: 1, hard: 2 }]);
  });

  test("are empty only where the list of what runs there is whole", () => {
    const verdict = (state: "starting" | "forbidden" | "stale", workloads = [] as NamespaceFacts["workloads"]) => {
      const freshness = { clusterId: "c1", slug: "eu-prod", state };
      const [row] = collect({ cluster: { ...cluster, freshness }, namespaces: [namespace("a")], workloads });
      return row?.verdict;
    };
    const reading = { level: "unknown", label: "Being read", sentence: "`eu-prod` is still being read." };
    expect(verdict("starting")).toMatchObject(reading);
    expect(verdict("starting", [testWorkloadRow({ namespace: "a" })])).toMatchObject(reading);
    expect(verdict("forbidden")).toMatchObject({ level: "unknown", sentence: "What runs here cannot be listed." });
    expect(verdict("stale")).toMatchObject({ label: "Empty" });
  });

  test("that are being deleted say so first", () => {
    const [row] = collect({
      namespaces: [namespace("a", { deletedAt: 9 })],
      workloads: [testWorkloadRow({ namespace: "a" })],
    });
    expect(row?.verdict).toMatchObject({ label: "Terminating", cause: "terminating", since: 9 });
  });
});
