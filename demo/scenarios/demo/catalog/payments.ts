import { appsOf, type CatalogApp } from "./catalog-app.ts";

const checkout = appsOf("payments", "pay-checkout");
const ledger = appsOf("payments", "pay-ledger");
const risk = appsOf("payments", "pay-risk");

export const PAYMENTS: readonly CatalogApp[] = [
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
    { kind: "CronJob", schedule: "*/5 * * * *", behaviour: "fail after=12s code=2" },
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
