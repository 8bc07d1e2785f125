import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asIs, object, podObject, running } from "../testing/objects.ts";
import { CONFIG_MAP } from "./config-map.ts";
import { DEPLOYMENT } from "./deployment.ts";
import { LIMIT_RANGE } from "./limit-range.ts";
import { NAMESPACE } from "./namespace.ts";
import { NODE } from "./node.ts";
import { POD } from "./pod.ts";
import { KIND_NAMES, KINDS } from "./registry.ts";
import { RESOURCE_QUOTA } from "./resource-quota.ts";
import { SECRET } from "./secret.ts";

describe("every kind", () => {
  test.each(KIND_NAMES)("%s: any JSON gives a row or nothing, never an error", (kind) => {
    const parts = fc.record(
      {
        metadata: fc.oneof(
          fc.jsonValue(),
          fc.record({ name: fc.jsonValue(), labels: fc.jsonValue(), ownerReferences: fc.jsonValue() }),
        ),
        spec: fc.jsonValue(),
        status: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), parts), (value) => {
        const row = KINDS[kind].project(value, asIs);
        expect(row === undefined || row.name.length > 0).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test.each(KIND_NAMES)("%s: metadata alone is enough, and nothing else of it is kept", (kind) => {
    const row = KINDS[kind].project(
      {
        metadata: {
          name: "x",
          namespace: "ns",
          uid: "u",
          creationTimestamp: "2026-11-21T12:00:00Z",
          managedFields: [{ manager: "kubectl-managed" }],
          annotations: { "kubectl.kubernetes.io/last-applied-configuration": "last-applied-text" },
        },
      },
      asIs,
    );
    expect(row).toMatchObject({ uid: "u", name: "x", createdAt: 1795262400 });
    expect(JSON.stringify(row)).not.toMatch(/kubectl-managed|last-applied-text/);
  });
});

test("values of Secrets and ConfigMaps are not kept even when a server sends them", () => {
  const sent = {
    ...object("Secret", "db", {}),
    data: { password: "aHVudGVyMg==" },
    stringData: { a: "hunter2" },
    binaryData: {},
  };
  for (const kind of [SECRET, CONFIG_MAP]) {
    expect(kind.metadataOnly).toBe(true);
    expect(Object.keys(kind.project(sent, asIs) ?? {}).toSorted()).toEqual([
      "createdAt",
      "deletedAt",
      "name",
      "namespace",
      "ownerKind",
      "ownerName",
      "ownerUid",
      "uid",
    ]);
  }
});

test("names such as __proto__ are data", () => {
  const labels = JSON.parse('{"__proto__": "polluted", "constructor": "x", "app": "a"}');
  const namespace = NAMESPACE.project(object("Namespace", "__proto__", { metadata: { labels } }), asIs);
  expect(namespace?.name).toBe("__proto__");
  expect(Object.entries(namespace?.labels ?? {})).toEqual([
    ["__proto__", "polluted"],
    ["constructor", "x"],
    ["app", "a"],
  ]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  const quota = JSON.parse('{"hard": {"__proto__": "1", "pods": "5"}, "used": {"pods": "2"}}');
  expect(RESOURCE_QUOTA.project(object("ResourceQuota", "q", { status: quota }), asIs)?.items).toEqual([
    { resource: "pods", hard: 5, used: 2 },
  ]);
});

test("a text of a megabyte is cut and does not keep the original alive", () => {
  const huge = "x".repeat(1_000_000);
  const pod = POD.project(podObject({ status: { message: huge, reason: huge } }), asIs);
  expect(pod?.message).toHaveLength(1024);
  expect(pod?.reason).toHaveLength(512);
  expect(
    JSON.stringify(NAMESPACE.project(object("Namespace", huge, { metadata: { labels: { a: huge } } }), asIs)).length,
  ).toBeLessThan(2000);
});

test("a list of a million entries is cut", () => {
  const conditions = Array.from({ length: 100_000 }, (_, at) => ({ type: `T${at}`, status: "True" }));
  expect(DEPLOYMENT.project(object("Deployment", "d", { status: { conditions } }), asIs)?.conditions).toHaveLength(512);
});

describe("effective pod requests", () => {
  const spec = (container: object, more: object = {}) => ({ containers: [container], ...more });
  const requests = (cpu: string, memory = "0", gpu?: string) => ({
    resources: { requests: { cpu, memory }, ...(gpu ? { limits: { "nvidia.com/gpu": gpu } } : {}) },
  });
  test.each([
    ["sum of containers", { containers: [requests("100m", "64Mi"), requests("200m", "64Mi")] }, [300, 134_217_728, 0]],
    ["a larger init container", spec(requests("100m"), { initContainers: [requests("2")] }), [2000, 0, 0]],
    [
      "a sidecar runs beside",
      spec(requests("100m"), { initContainers: [{ ...requests("50m"), restartPolicy: "Always" }] }),
      [150, 0, 0],
    ],
    [
      "an init container beside an earlier sidecar",
      spec(requests("100m"), { initContainers: [{ ...requests("50m"), restartPolicy: "Always" }, requests("300m")] }),
      [350, 0, 0],
    ],
    ["overhead", spec(requests("100m", "64Mi"), { overhead: { cpu: "250m", memory: "64Mi" } }), [350, 134_217_728, 0]],
    ["requests of the pod itself", spec(requests("100m"), { resources: { requests: { cpu: "3" } } }), [3000, 0, 0]],
    [
      "a limit stands for the request",
      spec({ resources: { limits: { cpu: "2", memory: "1Gi" } } }),
      [2000, 2 ** 30, 0],
    ],
    ["GPUs", spec(requests("1", "1Gi", "2")), [1000, 2 ** 30, 2]],
    [
      "GPU slices",
      spec({ resources: { limits: { "nvidia.com/mig-1g.5gb": "3", "example.com/fpga": "1" } } }),
      [0, 0, 3],
    ],
  ])("%s", (_, podSpec, [cpu, memory, gpu]) => {
    const row = POD.project(object("Pod", "p", { spec: podSpec }), asIs);
    expect([row?.cpuRequest, row?.memoryRequest, row?.gpuRequest]).toEqual([cpu, memory, gpu]);
  });
});

test("containers are joined with their status by name, in the order of the spec", () => {
  const pod = podObject({
    containers: [
      { name: "api", ready: true, state: running() },
      { name: "log", state: running() },
    ],
    init: [{ name: "proxy", restartPolicy: "Always" }],
  });
  const status = pod.status as { containerStatuses: unknown[] };
  status.containerStatuses.reverse();
  const row = POD.project(pod, asIs);
  expect(row?.containers.map(({ name, role, ready, state }) => [name, role, ready, state])).toEqual([
    ["proxy", "sidecar", false, "unknown"],
    ["api", "main", true, "running"],
    ["log", "main", false, "running"],
  ]);
});

test("a node's GPUs and a limit range's bounds are read", () => {
  const node = NODE.project(
    object("Node", "gpu-0", {
      metadata: { labels: { "node-role.kubernetes.io/worker": "", "topology.kubernetes.io/zone": "a" } },
      spec: { taints: [{ key: "dedicated", value: "gpu", effect: "NoSchedule" }] },
      status: { allocatable: { cpu: "63500m", memory: "512Gi", pods: "110", "nvidia.com/gpu": "8" } },
    }),
    asIs,
  );
  expect(node).toMatchObject({
    gpuAllocatable: 8,
    gpuResource: "nvidia.com/gpu",
    cpuAllocatable: 63_500,
    roles: ["worker"],
    zone: "a",
    taints: ["dedicated=gpu:NoSchedule"],
  });
  const limits = [{ type: "Container", max: { cpu: "2" }, default: { memory: "256Mi" } }];
  expect(LIMIT_RANGE.project(object("LimitRange", "l", { spec: { limits } }), asIs)?.limits).toEqual([
    { type: "Container", resource: "cpu", min: undefined, max: 2000, default: undefined, defaultRequest: undefined },
    {
      type: "Container",
      resource: "memory",
      min: undefined,
      max: undefined,
      default: 268_435_456,
      defaultRequest: undefined,
    },
  ]);
});
