import type { Scenario, ScenarioCluster } from "../fleet/scenario.ts";
import { trackUpdate } from "../patch/managed-fields.ts";
import { admitPodSpec, qosClass } from "../registry/pod-defaults.ts";
import type { ManagedField } from "../types/object.ts";
import type { Pod } from "../types/workloads.ts";
import { timestamp } from "../util/time.ts";

const NAMESPACES = ["team-a", "team-b", "team-c", "team-d"];
const PODS_PER_NODE = 50;
const DAY = 86_400_000;

function podOf({ random, start }: ScenarioCluster, index: number, nodes: number): Pod {
  const namespace = NAMESPACES[index % NAMESPACES.length] ?? "team-a";
  const app = `app-${Math.floor(index / NAMESPACES.length / 3)}`;
  const hash = random.hex(10);
  const created = start - random.int(DAY, 20 * DAY);
  const image = `registry.example.com/${namespace}/${app}:1.${index % 7}.3`;
  const at = timestamp(created + 4_000);
  const spec = admitPodSpec(
    {
      nodeName: `node-${index % nodes}`,
      containers: [
        {
          name: "main",
          image,
          env: Array.from({ length: 9 }, (_, k) => ({
            name: `ENV_VARIABLE_${k}`,
            value: `some-configuration-value-${k}-${index}`,
          })),
          ports: [{ name: "http", containerPort: 8080 }],
          resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "256Mi" } },
        },
      ],
    },
    random.suffix(5),
  );
  const ip = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `${app}-${hash}-${random.suffix(5)}`,
      generateName: `${app}-${hash}-`,
      namespace,
      uid: random.uuid(),
      resourceVersion: "",
      creationTimestamp: timestamp(created),
      labels: {
        "app.kubernetes.io/name": app,
        "app.kubernetes.io/version": `1.${index % 7}.3`,
        "pod-template-hash": hash,
      },
      annotations: { "prometheus.io/scrape": "true", "prometheus.io/port": "8080" },
      ownerReferences: [
        {
          apiVersion: "apps/v1",
          kind: "ReplicaSet",
          name: `${app}-${hash}`,
          uid: random.uuid(),
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec,
    status: runningStatus(image, random.hex(64), at, ip, qosClass(spec)),
  };
}

function runningStatus(image: string, id: string, at: string, ip: string, qos: string): Pod["status"] {
  const types = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"];
  return {
    phase: "Running",
    conditions: types.map((type) => ({ type, status: "True", lastProbeTime: null, lastTransitionTime: at })),
    hostIP: "192.168.0.10",
    podIP: ip,
    podIPs: [{ ip }],
    startTime: at,
    containerStatuses: [
      {
        name: "main",
        state: { running: { startedAt: at } },
        lastState: {},
        ready: true,
        restartCount: 0,
        image,
        imageID: `${image.split(":")[0]}@sha256:${id}`,
        containerID: `containerd://${id}`,
        started: true,
      },
    ],
    qosClass: qos,
  };
}

function nodeObject(name: string) {
  const size = { cpu: "16", memory: "65536Mi", pods: "110" };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels: { "kubernetes.io/hostname": name, "kubernetes.io/arch": "amd64" } },
    spec: {},
    status: {
      capacity: size,
      allocatable: size,
      conditions: [
        { type: "Ready", status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" },
      ],
      nodeInfo: { kubeletVersion: "v1.36.3", architecture: "amd64", osImage: "Ubuntu 24.04.2 LTS" },
    },
  };
}

/** Finished pods without life, put straight into the store: for benchmarks and paging. About 6.4 KB of JSON each. */
function populate(cluster: ScenarioCluster, pods: number): void {
  const { writer, state } = cluster;
  for (const name of NAMESPACES)
    writer.create("namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name } });
  const nodes = Math.max(1, Math.ceil(pods / PODS_PER_NODE));
  for (let index = 0; index < nodes; index += 1)
    writer.create("nodes", nodeObject(`node-${index}`), { withStatus: true });
  let managedFields: ManagedField[] | undefined;
  for (let index = 0; index < pods; index += 1) {
    const pod = podOf(cluster, index, nodes);
    managedFields ??= fieldsOf(pod);
    state.store.put("pods", { ...pod, metadata: { ...pod.metadata, managedFields } });
  }
}

function fieldsOf(pod: Pod): ManagedField[] {
  const { status, ...created } = pod;
  const time = pod.metadata.creationTimestamp;
  const first = trackUpdate(undefined, created, { manager: "kube-controller-manager", operation: "Update", time });
  const before = { ...created, metadata: { ...created.metadata, managedFields: first } };
  const writer = { manager: "kubelet", operation: "Update", subresource: "status", time } as const;
  return trackUpdate(before, { ...before, status }, writer);
}

/** `pods:N`: clusters of N pods each. */
export function manyPodsScenario(pods: number, clusters: number): Scenario {
  return {
    name: `pods:${pods}`,
    seed: "pods",
    clusters: Array.from({ length: clusters }, (_, index) => ({
      slug: `bench-${index + 1}`,
      controllers: false,
      relay: false,
      populate: (cluster) => populate(cluster, pods),
    })),
  };
}
