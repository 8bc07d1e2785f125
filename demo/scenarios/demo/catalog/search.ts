import { appsOf, type CatalogApp } from "./catalog-app.ts";

const searchApi = appsOf("search", "search-serving");
const indexing = appsOf("search", "search-indexing");

export const SEARCH: readonly CatalogApp[] = [
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
