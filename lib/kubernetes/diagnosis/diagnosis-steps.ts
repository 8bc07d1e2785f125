import type { DiagnosisStepId } from "../types/diagnosis.ts";

/** Every step of a diagnosis with its label, in the order of a screen; so that it can show what is still to come. */
export const DIAGNOSIS_STEPS: Readonly<Record<DiagnosisStepId, string>> = {
  reachable: "Reachable",
  tls: "Certificate",
  credential: "Credential",
  version: "Version",
  protocol: "Protocol",
  latency: "Latency",
  clock: "Clock",
  identity: "Identity",
  permissions: "Permissions",
  impersonation: "Impersonation",
  metrics: "Metrics API",
  prometheus: "Prometheus",
  components: "Add-ons",
};
