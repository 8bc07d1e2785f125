import { describe, expect, it } from "vitest";
import { type AppSpec, daemonSet, deployment, statefulSet } from "../../scenarios/kit/app.ts";
import { autoscaler, claim, service } from "../../scenarios/kit/around-app.ts";
import { limitRange, quota, storageClass } from "../../scenarios/kit/platform.ts";
import { simCluster } from "../../testing/sim-cluster.ts";
import type { KubeObject } from "../../types/object.ts";
import type { PersistentVolumeClaim, ResourceQuota } from "../../types/policy.ts";
import type { Deployment, Node, Pod, ReplicaSet, StatefulSet } from "../../types/workloads.ts";
import { conditionOf } from "../helpers.ts";
import { KUBELET_ANNOTATION } from "../kubelet/kubelet.ts";

const app = (extra: Partial<AppSpec> = {}): AppSpec => ({
  name: "web",
  namespace: "team",
  team: "team",
  version: "1.0.0",
  replicas: 2,
  cpu: "100m",
  memory: "64Mi",
  ...extra,
});

describe("quota", () => {
  it("stops a ReplicaSet with the API server's sentence and keeps its own use right", () => {
    const cluster = simCluster();
    cluster.apply(quota("team", "team-quota", { "requests.cpu": "4", pods: "10" }));
    cluster.apply(deployment(app({ cpu: "2", replicas: 3 })));
    cluster.clock.advance(180_000);
    const [set] = cluster.list<ReplicaSet>("replicasets.apps", "team");
    expect(conditionOf(set?.status.conditions, "ReplicaFailure")).toMatchObject({
      status: "True",
      reason: "FailedCreate",
      message: expect.stringMatching(
        /^pods "web-\w+-\w{5}" is forbidden: exceeded quota: team-quota, requested: requests\.cpu=2, used: requests\.cpu=4, limited: requests\.cpu=4$/,
      ),
    });
    expect(cluster.events("web-")).toContainEqual(
      expect.stringMatching(/^Warning FailedCreate x\d+: Error creating: pods "/),
    );
    expect(cluster.events("web-")).toContainEqual(
      expect.stringContaining("(combined from similar events): Error creating: "),
    );
    expect(cluster.get<ResourceQuota>("resourcequotas", "team", "team-quota").status).toEqual({
      hard: { "requests.cpu": "4", pods: "10" },
      used: { "requests.cpu": "4", pods: "2" },
    });
    const current = cluster.get<Deployment>("deployments.apps", "team", "web");
    expect(conditionOf(current.status.conditions, "ReplicaFailure")?.reason).toBe("FailedCreate");
    cluster.writer.remove("deployments.apps", current);
    cluster.clock.advance(20_000);
    expect(cluster.get<ResourceQuota>("resourcequotas", "team", "team-quota").status.used).toEqual({
      "requests.cpu": "0",
      pods: "0",
    });
  });

  it("names what must be specified, and a LimitRange specifies it", () => {
    const cluster = simCluster();
    cluster.apply(quota("team", "q", { "limits.cpu": "4", "limits.memory": "4Gi" }));
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "p", namespace: "team" },
      spec: { containers: [{ name: "c", image: "i" }] },
    };
    expect(() => cluster.apply(pod)).toThrow(
      'pods "p" is forbidden: failed quota: q: must specify limits.cpu for: c; limits.memory for: c',
    );
    cluster.apply({
      ...limitRange("team", { cpu: "100m", memory: "64Mi" }),
      spec: { limits: [{ type: "Container", default: { cpu: "1", memory: "128Mi" } }] },
    });
    expect(cluster.apply<Pod>(pod).spec.containers[0]?.resources).toEqual({
      requests: { cpu: "1", memory: "128Mi" },
      limits: { cpu: "1", memory: "128Mi" },
    });
  });
});

describe("the scheduler", () => {
  it("says for how many nodes what is missing", () => {
    const cluster = simCluster(3);
    cluster.apply(deployment(app({ cpu: "64", replicas: 1 })));
    cluster.clock.advance(130_000);
    const [pod] = cluster.list<Pod>("pods", "team");
    const message =
      "0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.";
    expect(conditionOf(pod?.status.conditions, "PodScheduled")).toMatchObject({
      status: "False",
      reason: "Unschedulable",
      message,
    });
    expect(cluster.events("web-")).toContain(`Warning FailedScheduling x3: ${message}`);
  });

  it("never puts more on a node than it can hold, and goes on when room comes free", () => {
    const cluster = simCluster(2);
    cluster.apply(deployment(app({ cpu: "1500m", replicas: 6 })));
    cluster.clock.advance(30_000);
    const byNode = Map.groupBy(cluster.list<Pod>("pods", "team"), ({ spec }) => spec.nodeName ?? "none");
    expect([...byNode].map(([name, pods]) => [name, pods.length]).sort()).toEqual([
      ["node-1", 2],
      ["node-2", 2],
      ["none", 2],
    ]);
    const [running] = byNode.get("node-1") ?? [];
    cluster.writer.change<Deployment>(
      "deployments.apps",
      cluster.get("deployments.apps", "team", "web"),
      (current) => ({ ...current, spec: { ...current.spec, replicas: 5 } }),
    );
    if (running) cluster.writer.remove("pods", running);
    cluster.clock.advance(30_000);
    expect(cluster.list<Pod>("pods", "team").filter(({ spec }) => spec.nodeName)).toHaveLength(4);
  });
});

describe("nodes", () => {
  it("without a heartbeat become NotReady, lose their pods after five minutes and recover", () => {
    const cluster = simCluster(2);
    cluster.apply(deployment(app({ replicas: 4 })));
    cluster.apply(daemonSet(app({ name: "agent" })));
    cluster.clock.advance(60_000);
    const node = () => cluster.get<Node>("nodes", undefined, "node-1");
    const setKubelet = (value: string) =>
      cluster.writer.change("nodes", node(), (current) => ({
        ...current,
        metadata: {
          ...current.metadata,
          annotations: { ...current.metadata.annotations, [KUBELET_ANNOTATION]: value },
        },
      }));
    setKubelet("stopped");
    cluster.clock.advance(60_000);
    expect(conditionOf(node().status.conditions, "Ready")).toMatchObject({
      status: "Unknown",
      reason: "NodeStatusUnknown",
      message: "Kubelet stopped posting node status.",
    });
    expect(node().spec.taints?.map(({ key, effect }) => `${key}:${effect}`)).toEqual([
      "node.kubernetes.io/unreachable:NoSchedule",
      "node.kubernetes.io/unreachable:NoExecute",
    ]);
    cluster.clock.advance(320_000);
    const onLost = cluster.list<Pod>("pods", "team").filter(({ spec }) => spec.nodeName === "node-1");
    expect(
      onLost
        .filter(({ metadata }) => metadata.name.startsWith("web"))
        .every(({ metadata }) => metadata.deletionTimestamp),
    ).toBe(true);
    expect(
      onLost.find(({ metadata }) => metadata.name.startsWith("agent"))?.metadata.deletionTimestamp,
    ).toBeUndefined();
    expect(cluster.get<Deployment>("deployments.apps", "team", "web").status.availableReplicas).toBe(4);
    setKubelet("running");
    cluster.clock.advance(60_000);
    expect(conditionOf(node().status.conditions, "Ready")?.status).toBe("True");
    expect(cluster.list<Pod>("pods", "team").some(({ metadata }) => metadata.deletionTimestamp)).toBe(false);
  });
});

describe("StatefulSets and volumes", () => {
  it("come up in order, each pod with its bound claim, and are updated from the last to the first", () => {
    const cluster = simCluster();
    cluster.apply(storageClass("standard", "csi.example.com", true));
    cluster.apply(statefulSet({ ...app({ name: "db", replicas: 3 }), storage: "1Gi" }));
    const order: string[] = [];
    cluster.state.store.subscribe(
      ({ type, object }) => void (type === "ADDED" && order.push(object.metadata.name)),
      "pods",
    );
    cluster.clock.advance(90_000);
    expect(order).toEqual(["db-0", "db-1", "db-2"]);
    const set = () => cluster.get<StatefulSet>("statefulsets.apps", "team", "db");
    expect(set().status).toMatchObject({ replicas: 3, readyReplicas: 3, updatedReplicas: 3 });
    expect(
      cluster
        .list<PersistentVolumeClaim>("persistentvolumeclaims", "team")
        .map(({ metadata, status }) => [metadata.name, status.phase]),
    ).toEqual([
      ["data-db-0", "Bound"],
      ["data-db-1", "Bound"],
      ["data-db-2", "Bound"],
    ]);
    order.length = 0;
    cluster.writer.change<StatefulSet>("statefulsets.apps", set(), (current) => {
      const { template } = current.spec;
      const containers = template.spec.containers.map((container) => ({
        ...container,
        image: "registry.example.com/team/db:2.0.0",
      }));
      return {
        ...current,
        spec: { ...current.spec, template: { ...template, spec: { ...template.spec, containers } } },
      };
    });
    cluster.clock.advance(120_000);
    expect(order).toEqual(["db-2", "db-1", "db-0"]);
  });

  it("a claim of an unknown class stays Pending and says so", () => {
    const cluster = simCluster();
    cluster.apply(claim("team", "lost", "1Gi", "nowhere"));
    cluster.clock.advance(5_000);
    expect(cluster.events("lost")).toEqual([
      'Warning ProvisioningFailed x1: storageclass.storage.k8s.io "nowhere" not found',
    ]);
  });
});

describe("owners and namespaces", () => {
  const owned = (name: string, owner: KubeObject): KubeObject =>
    ({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: {
        name,
        namespace: "team",
        ownerReferences: [{ apiVersion: "v1", kind: "ConfigMap", name: owner.metadata.name, uid: owner.metadata.uid }],
      },
    }) as unknown as KubeObject;

  it.each([
    ["Background", ["kube-root-ca.crt"]],
    ["Foreground", ["kube-root-ca.crt"]],
    ["Orphan", ["child", "kube-root-ca.crt"]],
  ])("deletion %s leaves %j", (propagationPolicy, left) => {
    const cluster = simCluster();
    const owner = cluster.apply({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "owner", namespace: "team" },
    });
    cluster.apply(owned("child", owner));
    cluster.writer.remove("configmaps", owner, { propagationPolicy });
    cluster.clock.advance(2_000);
    expect(cluster.list("configmaps", "team").map(({ metadata }) => metadata.name)).toEqual(left);
  });

  it("a finalizer holds an object until it is taken off", () => {
    const cluster = simCluster();
    const held = cluster.apply({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "held", namespace: "team", finalizers: ["example.com/hold"] },
    });
    cluster.writer.remove("configmaps", held);
    expect(cluster.get("configmaps", "team", "held").metadata.deletionTimestamp).toBeDefined();
    cluster.writer.change("configmaps", held, (current) => ({
      ...current,
      metadata: { ...current.metadata, finalizers: [] },
    }));
    expect(cluster.state.store.get("configmaps", "team", "held")).toBeUndefined();
  });

  it("a deleted namespace is Terminating, takes nothing new, is emptied and goes", () => {
    const cluster = simCluster();
    cluster.apply(deployment(app()));
    cluster.clock.advance(20_000);
    cluster.writer.remove("namespaces", cluster.get("namespaces", undefined, "team"));
    expect(cluster.get("namespaces", undefined, "team").status).toMatchObject({ phase: "Terminating" });
    expect(() =>
      cluster.apply({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "late", namespace: "team" } }),
    ).toThrow(
      'configmaps "late" is forbidden: unable to create new content in namespace team because it is being terminated',
    );
    cluster.clock.advance(30_000);
    expect(cluster.state.store.get("namespaces", undefined, "team")).toBeUndefined();
    expect(cluster.list("pods", "team")).toEqual([]);
  });
});

describe("services and autoscalers", () => {
  it("a Service's slice holds its ready pods", () => {
    const cluster = simCluster();
    cluster.apply(service(app()));
    cluster.apply(deployment(app()));
    cluster.clock.advance(30_000);
    const [slice] = cluster.list("endpointslices.discovery.k8s.io", "team");
    expect(slice?.endpoints).toMatchObject([{ conditions: { ready: true } }, { conditions: { ready: true } }]);
  });

  it("an autoscaler stays within its bounds and reports what it sees", () => {
    const cluster = simCluster();
    cluster.apply(deployment(app()));
    cluster.apply(autoscaler(app(), 2, 5));
    const sizes = new Set<number>();
    for (let minute = 0; minute < 30; minute += 1) {
      cluster.clock.advance(60_000);
      sizes.add(cluster.get<Deployment>("deployments.apps", "team", "web").spec.replicas);
    }
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(5);
    expect(sizes.size).toBeGreaterThan(1);
    const { status } = cluster.get("horizontalpodautoscalers.autoscaling", "team", "web");
    expect(status).toMatchObject({ currentMetrics: [{ type: "Resource", resource: { name: "cpu" } }] });
  });
});
