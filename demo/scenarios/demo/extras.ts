import type { ScenarioCluster } from "../../fleet/scenario.ts";
import type { ObjectInput } from "../../types/object.ts";
import { apply } from "../kit/apply.ts";
import { type CrdSpec, customDefinition } from "../kit/platform.ts";
import type { ClusterSlug } from "./catalog/catalog-app.ts";

const READY = { name: "Ready", type: "string", jsonPath: '.status.conditions[?(@.type=="Ready")].status' };

const CERTIFICATE: CrdSpec = {
  group: "cert-manager.io",
  plural: "certificates",
  kind: "Certificate",
  short: ["cert", "certs"],
  columns: [READY, { name: "Secret", type: "string", jsonPath: ".spec.secretName" }],
};
const ISSUER: CrdSpec = {
  group: "cert-manager.io",
  plural: "clusterissuers",
  kind: "ClusterIssuer",
  scope: "Cluster",
  columns: [READY],
};
const POLICY_REPORT: CrdSpec = {
  group: "wgpolicyk8s.io",
  version: "v1alpha2",
  plural: "policyreports",
  kind: "PolicyReport",
  short: ["polr"],
};
const SERVICE_MONITOR: CrdSpec = {
  group: "monitoring.coreos.com",
  plural: "servicemonitors",
  kind: "ServiceMonitor",
  short: ["smon"],
};
const APPLICATION: CrdSpec = { group: "argoproj.io", version: "v1alpha1", plural: "applications", kind: "Application" };
const SCALED_OBJECT: CrdSpec = {
  group: "keda.sh",
  version: "v1alpha1",
  plural: "scaledobjects",
  kind: "ScaledObject",
  short: ["so"],
};
const CLUSTER_POLICY: CrdSpec = {
  group: "nvidia.com",
  plural: "clusterpolicies",
  kind: "ClusterPolicy",
  scope: "Cluster",
  columns: [{ name: "Status", type: "string", jsonPath: ".status.state" }],
};
const CLUSTER_QUEUE: CrdSpec = {
  group: "kueue.x-k8s.io",
  version: "v1beta2",
  plural: "clusterqueues",
  kind: "ClusterQueue",
  scope: "Cluster",
  short: ["cq"],
};

/** Custom resource definitions per cluster; the sets differ on purpose. */
const DEFINITIONS: Record<ClusterSlug, CrdSpec[]> = {
  "eu-prod": [CERTIFICATE, ISSUER, POLICY_REPORT, SERVICE_MONITOR],
  "us-prod": [CERTIFICATE, ISSUER, SERVICE_MONITOR, SCALED_OBJECT],
  staging: [CERTIFICATE, ISSUER, POLICY_REPORT, APPLICATION],
  "edge-bremen": [],
  "gpu-research": [CLUSTER_POLICY, CLUSTER_QUEUE, SERVICE_MONITOR],
  "bare-fra": [CERTIFICATE],
};

const ready = {
  conditions: [
    { type: "Ready", status: "True", reason: "Ready", message: "Certificate is up to date and has not expired" },
  ],
};

function certificate(namespace: string, name: string, host: string): ObjectInput {
  return {
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    metadata: { name, namespace },
    spec: { secretName: `${name}-tls`, dnsNames: [host], issuerRef: { name: "internal", kind: "ClusterIssuer" } },
    status: ready,
  };
}

const CLUSTER_POLICY_OBJECT: ObjectInput = {
  apiVersion: "nvidia.com/v1",
  kind: "ClusterPolicy",
  metadata: { name: "cluster-policy" },
  spec: {
    driver: { enabled: true, version: "580.95.05" },
    dcgmExporter: { enabled: true },
    mig: { strategy: "single" },
  },
  status: { state: "ready", namespace: "kube-system" },
};

/** The add-ons of a cluster: definitions and a few objects of them. */
export function addExtras(cluster: ScenarioCluster, slug: ClusterSlug): void {
  const definitions = DEFINITIONS[slug];
  for (const definition of definitions) apply(cluster, customDefinition(definition));
  if (definitions.includes(ISSUER)) {
    apply(
      cluster,
      {
        apiVersion: "cert-manager.io/v1",
        kind: "ClusterIssuer",
        metadata: { name: "internal" },
        spec: { ca: { secretName: "internal-ca" } },
        status: ready,
      },
      true,
    );
    apply(cluster, certificate("pay-checkout", "checkout-api", "checkout.example.com"), true);
    apply(cluster, certificate("search-serving", "search-api", "search.example.com"), true);
  }
  if (definitions.includes(CLUSTER_POLICY)) apply(cluster, CLUSTER_POLICY_OBJECT, true);
}
