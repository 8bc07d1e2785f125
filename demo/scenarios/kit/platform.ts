import { healthyCondition } from "../../controllers/cluster/node-lifecycle.ts";
import type { Labels, ObjectInput } from "../../types/object.ts";
import type { NodeTaint } from "../../types/workloads.ts";
import { timestamp } from "../../util/time.ts";

export type NodeSpec = {
  name: string;
  cpu: number;
  memoryGi: number;
  pods?: number;
  gpus?: number;
  gpuProduct?: string;
  region?: string;
  zone?: string;
  instanceType?: string;
  arch?: string;
  labels?: Labels;
  taints?: NodeTaint[];
  version: string;
  osImage?: string;
  ip: string;
};

const CONDITIONS = ["MemoryPressure", "DiskPressure", "PIDPressure", "Ready"];

function nodeLabels({ name, arch = "amd64", region, zone, instanceType, gpus, gpuProduct, labels }: NodeSpec): Labels {
  return {
    "kubernetes.io/arch": arch,
    "kubernetes.io/hostname": name,
    "kubernetes.io/os": "linux",
    ...(region ? { "topology.kubernetes.io/region": region } : {}),
    ...(zone ? { "topology.kubernetes.io/zone": zone } : {}),
    ...(instanceType ? { "node.kubernetes.io/instance-type": instanceType } : {}),
    ...(gpus
      ? {
          "nvidia.com/gpu.present": "true",
          "nvidia.com/gpu.count": String(gpus),
          "nvidia.com/gpu.product": gpuProduct ?? "NVIDIA-A100-SXM4-40GB",
        }
      : {}),
    ...labels,
  };
}

/** A node as its kubelet registers it, ready since `createdAt` (milliseconds). Create it with its status. */
export function node(spec: NodeSpec, createdAt: number): ObjectInput {
  const { cpu, memoryGi, pods = 110, gpus } = spec;
  const since = timestamp(createdAt + 30_000);
  const gpu = gpus ? { "nvidia.com/gpu": String(gpus) } : {};
  const rest = { "ephemeral-storage": "203070420Ki", "hugepages-2Mi": "0", pods: String(pods), ...gpu };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: spec.name, labels: nodeLabels(spec), annotations: { "node.alpha.kubernetes.io/ttl": "0" } },
    spec: {
      podCIDR: "10.244.0.0/24",
      providerID: `demo://${spec.name}`,
      ...(spec.taints ? { taints: spec.taints } : {}),
    },
    status: {
      capacity: { cpu: String(cpu), memory: `${memoryGi * 1024 * 1024}Ki`, ...rest },
      allocatable: { cpu: `${cpu * 1000 - 80}m`, memory: `${memoryGi * 1024 * 1024 - 1_048_576}Ki`, ...rest },
      conditions: CONDITIONS.map((type) => ({
        ...healthyCondition(type),
        lastHeartbeatTime: since,
        lastTransitionTime: since,
      })),
      addresses: [
        { type: "InternalIP", address: spec.ip },
        { type: "Hostname", address: spec.name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        architecture: spec.arch ?? "amd64",
        bootID: "5d1b0f6e-4b3a-4a52-9a43-0d4a4b7f1c11",
        containerRuntimeVersion: "containerd://2.1.4",
        kernelVersion: "6.8.0-60-generic",
        kubeProxyVersion: spec.version,
        kubeletVersion: spec.version,
        machineID: "2f5b7c9d1e3a4b5c6d7e8f9a0b1c2d3e",
        operatingSystem: "linux",
        osImage: spec.osImage ?? "Ubuntu 24.04.2 LTS",
        systemUUID: "9f8e7d6c-5b4a-3928-1706-f5e4d3c2b1a0",
      },
    },
  };
}

/** The lease of a node whose kubelet was last heard at `renewed` (milliseconds). */
export function lease(name: string, renewed: number): ObjectInput {
  return {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: { name, namespace: "kube-node-lease" },
    spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime: timestamp(renewed).replace("Z", ".000000Z") },
  };
}

export function namespace(name: string, labels: Labels = {}): ObjectInput {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

export function quota(namespaceName: string, name: string, hard: Record<string, string>): ObjectInput {
  return { apiVersion: "v1", kind: "ResourceQuota", metadata: { name, namespace: namespaceName }, spec: { hard } };
}

export function limitRange(
  namespaceName: string,
  defaults: { cpu: string; memory: string },
  max?: Record<string, string>,
): ObjectInput {
  return {
    apiVersion: "v1",
    kind: "LimitRange",
    metadata: { name: "defaults", namespace: namespaceName },
    spec: {
      limits: [
        { type: "Container", defaultRequest: defaults, default: { memory: defaults.memory }, ...(max ? { max } : {}) },
      ],
    },
  };
}

export function storageClass(name: string, provisioner: string, isDefault: boolean): ObjectInput {
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: {
      name,
      ...(isDefault ? { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } } : {}),
    },
    provisioner,
    reclaimPolicy: "Delete",
    volumeBindingMode: "Immediate",
    allowVolumeExpansion: true,
  };
}

export type CrdSpec = {
  group: string;
  plural: string;
  kind: string;
  version?: string;
  scope?: "Namespaced" | "Cluster";
  short?: string[];
  columns?: { name: string; type: string; jsonPath: string }[];
};

/** A CustomResourceDefinition with an open schema. */
export function customDefinition({
  group,
  plural,
  kind,
  version = "v1",
  scope = "Namespaced",
  short = [],
  columns = [],
}: CrdSpec): ObjectInput {
  const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { plural, singular: kind.toLowerCase(), kind, listKind: `${kind}List`, shortNames: short },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema,
          subresources: { status: {} },
          additionalPrinterColumns: columns,
        },
      ],
    },
  };
}
