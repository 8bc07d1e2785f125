import type { NodeSpec } from "../kit/platform.ts";
import type { ClusterSlug } from "./catalog/catalog-app.ts";

/** What a cluster of the demo is made of. */
export type DemoClusterSpec = {
  slug: ClusterSlug;
  version: string;
  metrics: boolean;
  storageClass: readonly [name: string, provisioner: string];
  nodes: NodeSpec[];
  onlyNamespaces?: readonly string[];
};

type Pool = Omit<NodeSpec, "name" | "ip" | "version" | "zone"> & {
  prefix: string;
  count: number;
  zones?: readonly string[];
};

function nodesOf(version: string, subnet: number, pools: readonly Pool[]): NodeSpec[] {
  let host = 10;
  return pools.flatMap(({ prefix, count, zones, ...spec }) =>
    Array.from({ length: count }, (_, index) => {
      host += 1;
      const zone = zones ? { zone: zones[index % zones.length] ?? "" } : {};
      return {
        ...spec,
        ...zone,
        name: `${prefix}-${String(index + 1).padStart(2, "0")}`,
        ip: `10.${subnet}.0.${host}`,
        version,
      };
    }),
  );
}

const control = (prefix: string, region: string, count = 3, zones?: readonly string[]): Pool => ({
  prefix: `${prefix}-cp`,
  count,
  cpu: 4,
  memoryGi: 16,
  region,
  ...(zones ? { zones } : {}),
  labels: { "node-role.kubernetes.io/control-plane": "" },
  taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }],
});

const EU = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];
const US = ["us-east-1a", "us-east-1b", "us-east-1c"];

/** The six clusters: two production regions, staging, an edge site, a GPU cluster and bare metal. */
export const CLUSTERS: readonly DemoClusterSpec[] = [
  {
    slug: "eu-prod",
    version: "v1.35.4",
    metrics: true,
    storageClass: ["gp3", "ebs.csi.example.com"],
    nodes: nodesOf("v1.35.4", 10, [
      control("eu", "eu-central-1", 3, EU),
      {
        prefix: "eu-worker",
        count: 8,
        cpu: 16,
        memoryGi: 64,
        region: "eu-central-1",
        zones: EU,
        instanceType: "m7i.4xlarge",
      },
    ]),
  },
  {
    slug: "us-prod",
    version: "v1.35.4",
    metrics: true,
    storageClass: ["gp3", "ebs.csi.example.com"],
    nodes: nodesOf("v1.35.4", 20, [
      control("us", "us-east-1", 3, US),
      {
        prefix: "us-worker",
        count: 6,
        cpu: 16,
        memoryGi: 64,
        region: "us-east-1",
        zones: US,
        instanceType: "m7i.4xlarge",
      },
    ]),
  },
  {
    slug: "staging",
    version: "v1.36.3",
    metrics: true,
    storageClass: ["standard", "pd.csi.example.com"],
    nodes: nodesOf("v1.36.3", 30, [
      control("stg", "europe-west3", 1),
      {
        prefix: "stg-worker",
        count: 4,
        cpu: 8,
        memoryGi: 32,
        region: "europe-west3",
        zones: ["europe-west3-a"],
        instanceType: "n4-standard-8",
      },
    ]),
  },
  {
    slug: "edge-bremen",
    version: "v1.34.6",
    metrics: false,
    storageClass: ["local-path", "local-path.example.com"],
    nodes: nodesOf("v1.34.6", 40, [
      {
        prefix: "bremen",
        count: 3,
        cpu: 4,
        memoryGi: 8,
        arch: "arm64",
        region: "edge",
        zones: ["bremen"],
        osImage: "Debian GNU/Linux 13 (trixie)",
      },
    ]),
  },
  {
    slug: "gpu-research",
    version: "v1.36.3",
    metrics: true,
    storageClass: ["nvme", "local.csi.example.com"],
    nodes: nodesOf("v1.36.3", 50, [
      control("gpu", "eu-north-1", 1),
      {
        prefix: "gpu-cpu",
        count: 2,
        cpu: 16,
        memoryGi: 64,
        region: "eu-north-1",
        zones: ["eu-north-1a"],
        instanceType: "m7i.4xlarge",
      },
      {
        prefix: "gpu-h100",
        count: 1,
        cpu: 96,
        memoryGi: 1024,
        gpus: 8,
        gpuProduct: "NVIDIA-H100-80GB-HBM3",
        region: "eu-north-1",
        zones: ["eu-north-1a"],
        instanceType: "p5.48xlarge",
      },
      {
        prefix: "gpu-a100",
        count: 2,
        cpu: 48,
        memoryGi: 512,
        gpus: 4,
        gpuProduct: "NVIDIA-A100-SXM4-40GB",
        region: "eu-north-1",
        zones: ["eu-north-1b"],
        instanceType: "p4d.24xlarge",
      },
    ]),
  },
  {
    slug: "bare-fra",
    version: "v1.34.6",
    metrics: true,
    storageClass: ["ceph-block", "rbd.csi.example.com"],
    onlyNamespaces: ["pay-risk", "search-indexing", "media-encoding"],
    nodes: nodesOf("v1.34.6", 60, [
      {
        prefix: "fra-metal",
        count: 6,
        cpu: 32,
        memoryGi: 128,
        region: "fra",
        zones: ["rack-1", "rack-2"],
        osImage: "Flatcar Container Linux 4230.2.3",
      },
    ]),
  },
];
