import type { AppSpec } from "../kit/app.ts";

/** Clusters of the demo by slug. */
export type ClusterSlug = "eu-prod" | "us-prod" | "staging" | "edge-bremen" | "gpu-research" | "bare-fra";

/** One application of the fleet: where it runs, in which version and with how many replicas. */
export type CatalogApp = Omit<AppSpec, "version" | "replicas"> & {
  kind: "Deployment" | "StatefulSet" | "DaemonSet" | "CronJob";
  /** Version and replicas per cluster. */
  on: Partial<Record<ClusterSlug, readonly [version: string, replicas: number]>>;
  /** Cron text, for CronJobs. */
  schedule?: string;
  /** Size of each claim, for StatefulSets. */
  storage?: string;
  /** Smallest and largest size, for Deployments that scale by load. */
  scale?: readonly [min: number, max: number];
  host?: string;
};

type Options = Partial<Omit<CatalogApp, "on" | "name" | "namespace" | "team" | "kind">> & { kind?: CatalogApp["kind"] };

const app =
  (team: string, namespace: string) =>
  (name: string, on: CatalogApp["on"], options: Options = {}): CatalogApp => ({
    kind: "Deployment",
    team,
    namespace,
    name,
    on,
    ...options,
  });

const checkout = app("payments", "pay-checkout");
const ledger = app("payments", "pay-ledger");
const risk = app("payments", "pay-risk");

const PAYMENTS: CatalogApp[] = [
  checkout(
    "checkout-api",
    { staging: ["2.14.0", 2], "eu-prod": ["2.14.0", 3], "us-prod": ["2.13.2", 3] },
    {
      container: "api",
      cpu: "250m",
      memory: "192Mi",
      memoryLimit: "256Mi",
      config: true,
      sidecar: "envoy",
      host: "checkout.example.com",
    },
  ),
  checkout(
    "payments-gateway",
    { staging: ["3.2.0", 2], "eu-prod": ["3.1.9", 8], "us-prod": ["3.1.9", 5] },
    { cpu: "300m", memory: "256Mi", config: true, init: "migrate", host: "gateway.example.com" },
  ),
  checkout(
    "refund-worker",
    { staging: ["2.3.7", 1], "eu-prod": ["2.3.7", 3], "us-prod": ["2.3.7", 2] },
    { cpu: "150m", memory: "160Mi", config: true },
  ),
  checkout(
    "kiosk-sync",
    { staging: ["1.0.9", 1], "edge-bremen": ["1.0.8", 2] },
    { cpu: "50m", memory: "96Mi", config: true },
  ),
  checkout("fx-rates", { staging: ["0.7.1", 1], "eu-prod": ["0.7.0", 2], "us-prod": ["0.7.0", 2] }, { memory: "96Mi" }),
  ledger(
    "ledger-writer",
    { staging: ["1.8.2", 2], "eu-prod": ["1.8.2", 4], "us-prod": ["1.8.2", 3] },
    { cpu: "200m", memory: "256Mi", config: true, init: "migrate" },
  ),
  ledger(
    "ledger-db",
    { staging: ["16.4.0", 1], "eu-prod": ["16.3.0", 3], "us-prod": ["16.3.0", 3] },
    { kind: "StatefulSet", storage: "80Gi", cpu: "500m", memory: "1Gi", port: 5432 },
  ),
  ledger(
    "invoice-render",
    { staging: ["0.9.1", 1], "eu-prod": ["0.9.1", 3], "us-prod": ["0.9.0", 2] },
    { cpu: "1500m", memory: "512Mi", config: true },
  ),
  ledger(
    "statement-export",
    { "eu-prod": ["0.4.2", 1], "us-prod": ["0.4.2", 1] },
    { kind: "CronJob", schedule: "*/10 * * * *", behaviour: "complete after=45s" },
  ),
  ledger(
    "settlement-report",
    { "eu-prod": ["1.2.0", 1] },
    { kind: "CronJob", schedule: "*/15 * * * *", behaviour: "fail after=12s code=2" },
  ),
  risk(
    "fraud-scorer",
    { staging: ["5.0.4", 2], "eu-prod": ["5.0.4", 6], "us-prod": ["5.0.4", 4] },
    { cpu: "400m", memory: "384Mi", config: true },
  ),
  risk(
    "card-vault",
    { staging: ["1.22.0", 1], "eu-prod": ["1.22.0", 4], "us-prod": ["1.22.0", 3], "bare-fra": ["1.22.0", 3] },
    { kind: "StatefulSet", storage: "20Gi", cpu: "200m", memory: "256Mi" },
  ),
  risk(
    "dispute-portal",
    { staging: ["2.0.0", 1], "eu-prod": ["1.9.4", 2] },
    { memory: "192Mi", host: "disputes.example.com" },
  ),
];

const searchApi = app("search", "search-serving");
const indexing = app("search", "search-indexing");

const SEARCH: CatalogApp[] = [
  searchApi(
    "search-api",
    { staging: ["7.3.0", 2], "eu-prod": ["7.2.4", 6], "us-prod": ["7.2.4", 5] },
    { cpu: "300m", memory: "384Mi", config: true, scale: [4, 9], host: "search.example.com" },
  ),
  searchApi(
    "query-planner",
    { staging: ["2.6.0", 2], "eu-prod": ["2.5.9", 4], "us-prod": ["2.5.9", 3] },
    { cpu: "250m", memory: "256Mi" },
  ),
  searchApi(
    "suggest",
    { staging: ["1.15.0", 2], "eu-prod": ["1.14.2", 4], "us-prod": ["1.14.2", 3] },
    { memory: "192Mi", config: true },
  ),
  searchApi(
    "ranking-model",
    { staging: ["3.0.1", 1], "eu-prod": ["3.0.1", 4], "us-prod": ["3.0.0", 3] },
    { cpu: "500m", memory: "768Mi" },
  ),
  indexing(
    "index-builder",
    { staging: ["4.4.0", 2], "eu-prod": ["4.3.1", 5], "us-prod": ["4.3.1", 3] },
    { cpu: "400m", memory: "512Mi", config: true },
  ),
  indexing(
    "index-store",
    { staging: ["9.1.0", 2], "eu-prod": ["9.1.0", 5], "us-prod": ["9.1.0", 3], "bare-fra": ["9.1.0", 6] },
    { kind: "StatefulSet", storage: "200Gi", cpu: "500m", memory: "1Gi", port: 9200 },
  ),
  indexing(
    "crawler",
    { "eu-prod": ["2.2.8", 4], "us-prod": ["2.2.8", 3], "bare-fra": ["2.2.8", 10] },
    { memory: "256Mi" },
  ),
  indexing(
    "index-check",
    { staging: ["0.3.0", 1], "eu-prod": ["0.3.0", 1] },
    { kind: "CronJob", schedule: "*/5 * * * *", behaviour: "complete after=25s" },
  ),
];

const mediaServing = app("media", "media-serving");
const encoding = app("media", "media-encoding");

const MEDIA: CatalogApp[] = [
  mediaServing(
    "media-api",
    { staging: ["6.1.0", 2], "eu-prod": ["6.0.3", 5], "us-prod": ["6.0.3", 4] },
    { cpu: "250m", memory: "256Mi", config: true, scale: [3, 7], host: "media.example.com" },
  ),
  mediaServing(
    "image-resizer",
    { staging: ["2.9.0", 2], "eu-prod": ["2.9.0", 5], "us-prod": ["2.8.7", 4], "edge-bremen": ["2.8.7", 2] },
    { cpu: "300m", memory: "320Mi", scale: [3, 8] },
  ),
  mediaServing(
    "upload-gateway",
    { staging: ["1.7.2", 1], "eu-prod": ["1.7.2", 3], "us-prod": ["1.7.2", 3] },
    { memory: "192Mi", config: true, sidecar: "envoy" },
  ),
  mediaServing("edge-cache", { "edge-bremen": ["3.3.1", 3] }, { cpu: "200m", memory: "512Mi" }),
  mediaServing("signage-player", { "edge-bremen": ["0.8.5", 4] }, { cpu: "50m", memory: "128Mi" }),
  encoding(
    "video-transcoder",
    { staging: ["5.5.0", 1], "eu-prod": ["5.4.2", 4], "us-prod": ["5.4.2", 3], "bare-fra": ["5.4.2", 8] },
    { cpu: "1", memory: "1Gi" },
  ),
  encoding(
    "thumbnailer",
    { staging: ["1.1.4", 1], "eu-prod": ["1.1.4", 3], "us-prod": ["1.1.4", 2] },
    { memory: "192Mi" },
  ),
  encoding(
    "asset-store",
    { staging: ["2.0.6", 1], "eu-prod": ["2.0.6", 3], "bare-fra": ["2.0.6", 4] },
    { kind: "StatefulSet", storage: "500Gi", cpu: "250m", memory: "512Mi" },
  ),
  encoding(
    "cdn-purge",
    { "eu-prod": ["0.2.3", 1], "us-prod": ["0.2.3", 1] },
    { kind: "CronJob", schedule: "* * * * *", behaviour: "complete after=8s" },
  ),
];

const streaming = app("data", "data-streaming");
const reporting = app("data", "data-reporting");
const training = app("data", "nlp-train");
const serving = app("data", "nlp-serve");

const DATA: CatalogApp[] = [
  streaming(
    "event-collector",
    { staging: ["8.0.2", 2], "eu-prod": ["8.0.1", 6], "us-prod": ["8.0.1", 5], "edge-bremen": ["8.0.1", 2] },
    { cpu: "200m", memory: "256Mi", config: true, scale: [4, 9] },
  ),
  streaming(
    "stream-joiner",
    { staging: ["3.6.0", 1], "eu-prod": ["3.5.5", 4], "us-prod": ["3.5.5", 3] },
    { cpu: "400m", memory: "512Mi", config: true },
  ),
  streaming(
    "broker",
    { staging: ["3.9.1", 2], "eu-prod": ["3.9.0", 3], "us-prod": ["3.9.0", 3], "bare-fra": ["3.9.0", 5] },
    { kind: "StatefulSet", storage: "300Gi", cpu: "500m", memory: "1Gi", port: 9092 },
  ),
  reporting(
    "warehouse-loader",
    { staging: ["2.1.1", 1], "eu-prod": ["2.1.0", 3], "us-prod": ["2.1.0", 2] },
    { cpu: "300m", memory: "512Mi" },
  ),
  reporting(
    "report-builder",
    { staging: ["1.4.0", 1], "eu-prod": ["1.3.7", 2] },
    { memory: "384Mi", config: true, host: "reports.example.com" },
  ),
  reporting(
    "metrics-rollup",
    { "eu-prod": ["0.9.9", 1], "us-prod": ["0.9.9", 1] },
    { kind: "CronJob", schedule: "*/3 * * * *", behaviour: "complete after=20s" },
  ),
  reporting(
    "nightly-models",
    { staging: ["1.0.2", 1] },
    { kind: "CronJob", schedule: "0 2 * * *", behaviour: "complete after=90s" },
  ),
  serving(
    "llm-gateway",
    { "gpu-research": ["0.6.3", 3] },
    { cpu: "250m", memory: "512Mi", config: true, host: "llm.example.com" },
  ),
  serving("llm-serve", { "gpu-research": ["0.11.0", 3] }, { cpu: "4", memory: "24Gi", gpus: 2 }),
  serving("embedder", { "gpu-research": ["1.2.0", 4] }, { cpu: "2", memory: "8Gi", gpus: 1 }),
  training("notebook-hub", { "gpu-research": ["5.2.0", 2] }, { cpu: "250m", memory: "512Mi" }),
  training("experiment-tracker", { "gpu-research": ["2.19.0", 2] }, { memory: "384Mi", config: true }),
  training(
    "dataset-cache",
    { "gpu-research": ["0.5.0", 3] },
    { kind: "StatefulSet", storage: "1Ti", cpu: "500m", memory: "2Gi" },
  ),
  training(
    "checkpoint-sync",
    { "gpu-research": ["0.1.8", 1] },
    { kind: "CronJob", schedule: "*/4 * * * *", behaviour: "complete after=35s" },
  ),
];

const system = app("platform", "kube-system");
const monitoring = app("platform", "monitoring");
const edge = app("platform", "ingress-nginx");

const everywhere = (version: string, replicas: number): CatalogApp["on"] =>
  Object.fromEntries(
    ["eu-prod", "us-prod", "staging", "edge-bremen", "gpu-research", "bare-fra"].map((slug) => [
      slug,
      [version, replicas],
    ]),
  );

const PLATFORM: CatalogApp[] = [
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

/** Everything the demo's five teams run. */
export const CATALOG: readonly CatalogApp[] = [...PAYMENTS, ...SEARCH, ...MEDIA, ...DATA, ...PLATFORM];

export const TEAMS = ["payments", "search", "media", "data", "platform"] as const;

/** The catalog's applications on one cluster, with their version and size there. */
export function appsOn(slug: ClusterSlug): (CatalogApp & AppSpec)[] {
  return CATALOG.flatMap((entry) => {
    const placed = entry.on[slug];
    return placed ? [{ ...entry, version: placed[0], replicas: placed[1] }] : [];
  });
}
