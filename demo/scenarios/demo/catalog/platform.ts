import { appsOf, type CatalogApp } from "./catalog-app.ts";

const system = appsOf("platform", "kube-system");
const monitoring = appsOf("platform", "monitoring");
const edge = appsOf("platform", "ingress-nginx");

const everywhere = (version: string, replicas: number): CatalogApp["on"] =>
  Object.fromEntries(
    ["eu-prod", "us-prod", "staging", "edge-bremen", "gpu-research", "bare-fra"].map((slug) => [
      slug,
      [version, replicas],
    ]),
  );

export const PLATFORM: readonly CatalogApp[] = [
  system("coredns", everywhere("1.12.1", 2), {
    memory: "96Mi",
    image: "registry.k8s.io/coredns/coredns:v1.12.1",
    port: 53,
  }),
  system("kube-proxy", everywhere("1.36.3", 0), {
    kind: "DaemonSet",
    memory: "64Mi",
    cpu: "50m",
    image: "registry.k8s.io/kube-proxy:v1.36.3",
  }),
  system("cilium", everywhere("1.18.2", 0), {
    kind: "DaemonSet",
    memory: "192Mi",
    image: "quay.io/cilium/cilium:v1.18.2",
  }),
  system(
    "metrics-server",
    {
      "eu-prod": ["0.8.0", 2],
      "us-prod": ["0.8.0", 2],
      staging: ["0.8.0", 1],
      "gpu-research": ["0.8.0", 1],
      "bare-fra": ["0.8.0", 2],
    },
    { memory: "128Mi", image: "registry.k8s.io/metrics-server/metrics-server:v0.8.0" },
  ),
  system(
    "nvidia-device-plugin",
    { "gpu-research": ["0.18.0", 0] },
    {
      kind: "DaemonSet",
      memory: "64Mi",
      nodeSelector: { "nvidia.com/gpu.present": "true" },
      image: "nvcr.io/nvidia/k8s-device-plugin:v0.18.0",
    },
  ),
  monitoring("node-exporter", everywhere("1.10.2", 0), {
    kind: "DaemonSet",
    memory: "48Mi",
    cpu: "30m",
    image: "quay.io/prometheus/node-exporter:v1.10.2",
  }),
  monitoring("fluent-bit", everywhere("4.1.0", 0), {
    kind: "DaemonSet",
    memory: "96Mi",
    cpu: "50m",
    image: "cr.fluentbit.io/fluent/fluent-bit:4.1.0",
  }),
  monitoring(
    "prometheus",
    { "eu-prod": ["3.7.3", 2], "us-prod": ["3.7.3", 2], staging: ["3.7.3", 1], "gpu-research": ["3.7.3", 1] },
    {
      kind: "StatefulSet",
      storage: "100Gi",
      cpu: "500m",
      memory: "2Gi",
      port: 9090,
      image: "quay.io/prometheus/prometheus:v3.7.3",
    },
  ),
  edge("ingress-nginx-controller", everywhere("1.14.0", 2), {
    cpu: "150m",
    memory: "192Mi",
    image: "registry.k8s.io/ingress-nginx/controller:v1.14.0",
  }),
];
