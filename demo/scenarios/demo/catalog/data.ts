import { appsOf, type CatalogApp } from "./catalog-app.ts";

const streaming = appsOf("data", "data-streaming");
const reporting = appsOf("data", "data-reporting");
const training = appsOf("data", "nlp-train");
const serving = appsOf("data", "nlp-serve");

export const DATA: readonly CatalogApp[] = [
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
