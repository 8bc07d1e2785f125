import { type TestRows, testMeta } from "#lib/access/testing-fleet";
import { WORLD_NAMESPACES, type World } from "#lib/access/testing-world";
import type { CachedKind, RowByKind, RowMeta } from "#lib/kubernetes/types/rows";
import { testContainer, testEvent, testOwner, testPod, testReplicaSet } from "#lib/workloads/testing-rows";

/** Texts of clusters and of the inventory that only platform engineers may read. */
export const SECRET_WORDS = "mark-secret-words";
/** The application that has a workload in every namespace. */
export const SHARED_APP = "shared-app";
/** Workloads of each namespace that lists show. */
export const LISTED_KINDS = ["Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job"] as const;

/** A text that tells from which place and kind it comes, wherever it turns up. */
export function markOf(clusterId: string, namespace: string, kind: CachedKind): string {
  const place = namespace === "" ? "node" : WORLD_NAMESPACES.indexOf(namespace);
  return `mark-${clusterId}-${place}-${kind.toLowerCase()}`;
}

const NO_LABELS = { appName: undefined, appVersion: undefined, partOf: undefined };

/** What the pod of each namespace uses: CPU in millicores, memory in bytes. */
export const POD_USE = { cpu: 7, memory: 70 };

/** One row of each kind; names, messages, images and labels carry the mark of the place and kind. */
function rowsIn(clusterId: string, namespace: string): { [K in CachedKind]: RowByKind[K] } {
  const mark = (kind: CachedKind) => markOf(clusterId, namespace, kind);
  const meta = (kind: CachedKind, more: Partial<RowMeta> = {}) => ({
    ...testMeta(namespace, mark(kind), more),
    uid: `uid-${mark(kind)}`,
  });
  const set = { ...testReplicaSet(namespace, mark("ReplicaSet")), ...meta("ReplicaSet") };
  const images = (kind: CachedKind) => ({
    ...NO_LABELS,
    images: [`registry.example/${mark(kind)}:1`],
    template: undefined,
  });
  const template = {
    labels: { app: mark("Deployment") },
    configMaps: [mark("ConfigMap")],
    secrets: [mark("Secret")],
    claims: [mark("PersistentVolumeClaim")],
  };
  const condition = (kind: CachedKind) => ({
    type: "Failed",
    status: "True",
    reason: "Odd",
    message: mark(kind),
    since: 1,
  });
  const deployment = { ...meta("Deployment"), ...images("Deployment"), template, appName: SHARED_APP };
  const counts = { desired: 2, updated: 1, ready: 1, available: 1, replicas: 2, current: 1, unavailable: 1 };
  const generation = { generation: 1, observedGeneration: 1, paused: false, strategy: undefined };
  const broken = { ready: false, state: "waiting", reason: "CrashLoopBackOff", message: `see ${mark("Pod")}` } as const;
  const pod = testPod(namespace, mark("Pod"), {
    ...meta("Pod", testOwner(set, "ReplicaSet")),
    ...{ appName: SHARED_APP, message: mark("Pod"), node: `node-of-${clusterId}`, ready: false },
    containers: [
      testContainer({ ...broken, name: mark("Pod"), restarts: 5 }),
      testContainer({ name: `${mark("Pod")}-sidecar` }),
    ],
  });
  const event = { ...testEvent(pod, { message: `about ${mark("Event")}`, type: "Warning" }), ...meta("Event") };
  const rows = {
    Namespace: {
      ...meta("Namespace"),
      namespace: "",
      name: namespace,
      phase: "Active",
      labels: { l: mark("Namespace") },
    },
    Pod: pod,
    ReplicaSet: { ...set, ...testOwner(deployment as RowMeta, "Deployment"), appName: SHARED_APP },
    Deployment: { ...deployment, ...counts, ...generation, conditions: [condition("Deployment")] },
    StatefulSet: { ...meta("StatefulSet"), ...images("StatefulSet"), ...counts, ...generation },
    DaemonSet: { ...meta("DaemonSet"), ...images("DaemonSet"), ...counts, ...generation },
    Job: {
      ...meta("Job"),
      ...images("Job"),
      ...{ parallelism: 1, backoffLimit: 1, active: 0, succeeded: 0, failed: 2 },
      conditions: [condition("Job")],
    },
    CronJob: { ...meta("CronJob"), ...images("CronJob"), ...{ schedule: "* * * * *", suspended: false, active: 0 } },
    Service: {
      ...meta("Service"),
      type: "ClusterIP",
      ports: [mark("Service")],
      selector: template.labels,
      loadBalancer: [],
    },
    Ingress: { ...meta("Ingress"), hosts: [mark("Ingress")], tls: false, services: [mark("Service")], addresses: [] },
    HorizontalPodAutoscaler: {
      ...meta("HorizontalPodAutoscaler"),
      ...{ targetKind: "Deployment", targetName: mark("Deployment"), min: 1, max: 2, current: 1, desired: 1 },
      conditions: [condition("HorizontalPodAutoscaler")],
    },
    PersistentVolumeClaim: {
      ...meta("PersistentVolumeClaim"),
      phase: "Pending",
      storageClass: mark("PersistentVolumeClaim"),
    },
    ResourceQuota: { ...meta("ResourceQuota"), items: [{ resource: "pods", hard: 10, used: 10 }], scoped: false },
    LimitRange: { ...meta("LimitRange"), limits: [{ type: "Container", resource: "cpu" }] },
    Event: event,
    ConfigMap: meta("ConfigMap"),
    Secret: meta("Secret"),
    // Of the pod, so they have its name.
    PodMetrics: { ...testMeta(namespace, mark("Pod")), uid: "", ...POD_USE },
    Node: undefined,
  };
  return rows as unknown as { [K in CachedKind]: RowByKind[K] };
}

/** One node that is not ready; all its texts but its name, which pods tell, are marked. */
function nodeOf(clusterId: string): RowByKind["Node"] {
  const mark = markOf(clusterId, "", "Node");
  const ready = { type: "Ready", status: "False", reason: "Odd", message: mark, since: 1 };
  const texts = { osImage: mark, architecture: mark, zone: mark, instanceType: mark, kubeletVersion: "v1.35.4" };
  return {
    ...{ ...testMeta("", `node-of-${clusterId}`), uid: mark, conditions: [ready], unschedulable: false },
    ...{ taints: [mark], roles: [mark], cpuAllocatable: 4000, memoryAllocatable: 1, podsAllocatable: 9 },
    ...texts,
  } as unknown as RowByKind["Node"];
}

const made = new Map<string, ReturnType<typeof rowsIn>>();

/** All rows of a world by cluster; those of one place are made once and shared by all worlds. */
export function markedRows(world: Pick<World, "clusters" | "namespaces">): Record<string, TestRows> {
  return Object.fromEntries(world.clusters.map(({ id }) => [id, rowsOfCluster(id, world.namespaces[id] ?? [])]));
}

function rowsOfCluster(id: string, namespaces: readonly string[]): TestRows {
  const places = namespaces.map((namespace) => {
    const key = `${id}/${namespace}`;
    const rows = made.get(key) ?? rowsIn(id, namespace);
    made.set(key, rows);
    return rows;
  });
  const kinds = Object.keys(rowsIn(id, "x")) as CachedKind[];
  const all = kinds.map((kind) => [kind, kind === "Node" ? [nodeOf(id)] : places.map((rows) => rows[kind])]);
  return Object.fromEntries(all) as TestRows;
}
