import { describe, expect, it } from "vitest";
import type { ConditionRow, NodeRow } from "#lib/kubernetes/types/rows";
import { collectNodeFacts, compareMinor, minorOf } from "./collect-node-facts.ts";

function node(name: string, over: Partial<NodeRow> = {}, conditions: Partial<ConditionRow>[] = []): NodeRow {
  const ready = { type: "Ready", status: "True", reason: "KubeletReady", message: undefined, since: 100 } as const;
  return {
    uid: name,
    namespace: "",
    name,
    createdAt: 1,
    deletedAt: undefined,
    ownerKind: undefined,
    ownerName: undefined,
    ownerUid: undefined,
    conditions: (conditions.length > 0 ? conditions : [ready]) as ConditionRow[],
    unschedulable: false,
    taints: [],
    roles: [],
    kubeletVersion: "v1.35.4",
    osImage: undefined,
    architecture: undefined,
    zone: undefined,
    instanceType: undefined,
    cpuCapacity: undefined,
    cpuAllocatable: undefined,
    memoryCapacity: undefined,
    memoryAllocatable: undefined,
    podsAllocatable: undefined,
    gpuAllocatable: undefined,
    gpuResource: undefined,
    ...over,
  };
}

describe("collectNodeFacts", () => {
  it("counts a node whose Ready is Unknown as not ready, with the kubelet's words", () => {
    const message = "Kubelet stopped posting node status.";
    const facts = collectNodeFacts([
      node("a"),
      node("b", {}, [{ type: "Ready", status: "Unknown", message, since: 7 }]),
    ]);
    expect(facts.notReady).toEqual([{ name: "b", because: "kubelet stopped posting node status", since: 7 }]);
  });

  it("counts a node without a Ready condition as not ready", () => {
    expect(collectNodeFacts([node("a", {}, [{ type: "DiskPressure", status: "False" }])]).notReady).toHaveLength(1);
  });

  it("reports pressure only of ready nodes", () => {
    const pressure = { type: "MemoryPressure", status: "True", since: 5 } as const;
    const facts = collectNodeFacts([node("a", {}, [{ type: "Ready", status: "True" }, pressure])]);
    expect(facts.pressured).toEqual([{ name: "a", because: "memory pressure", since: 5 }]);
    expect(collectNodeFacts([node("a", {}, [{ type: "Ready", status: "False" }, pressure])]).pressured).toEqual([]);
  });

  it("sees an upgrade only while a node is cordoned and minor versions differ", () => {
    const old = node("old", { kubeletVersion: "v1.34.6", unschedulable: true });
    expect(collectNodeFacts([old, node("new")]).upgrading).toEqual({ done: 1, to: "1.35" });
    expect(collectNodeFacts([node("old", { kubeletVersion: "v1.34.6" }), node("new")]).upgrading).toBeUndefined();
    expect(collectNodeFacts([node("a", { unschedulable: true }), node("b")]).upgrading).toBeUndefined();
  });
});

describe("minor versions", () => {
  it("reads and orders them as numbers", () => {
    expect(minorOf("v1.35.4+k3s1")).toBe("1.35");
    expect(["1.35", "1.9", "1.10"].toSorted(compareMinor)).toEqual(["1.9", "1.10", "1.35"]);
  });
});
