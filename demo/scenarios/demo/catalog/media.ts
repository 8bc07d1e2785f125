import { appsOf, type CatalogApp } from "./catalog-app.ts";

const mediaServing = appsOf("media", "media-serving");
const encoding = appsOf("media", "media-encoding");

export const MEDIA: readonly CatalogApp[] = [
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
