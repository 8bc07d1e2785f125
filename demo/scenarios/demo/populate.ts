import type { ScenarioCluster } from "../../fleet/scenario.ts";
import { groupSubject, roleBinding } from "../../rbac/default-roles.ts";
import type { Deployment } from "../../types/workloads.ts";
import { type AppSpec, cronJob, daemonSet, deployment, statefulSet } from "../kit/app.ts";
import { apply } from "../kit/apply.ts";
import { autoscaler, configMap, ingress, secret, service } from "../kit/around-app.ts";
import { limitRange, namespace, node, quota, storageClass } from "../kit/platform.ts";
import type { CatalogApp, ClusterSlug } from "./catalog/catalog-app.ts";
import { appsOn } from "./catalog.ts";
import type { DemoClusterSpec } from "./clusters.ts";
import { addExtras } from "./extras.ts";
import { setImage } from "./set-image.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How far back the demo's past goes. */
export const PAST_MS = 12 * DAY;

const SYSTEM_NAMESPACES = new Set(["kube-system"]);

function addNamespaces(cluster: ScenarioCluster, apps: readonly CatalogApp[]): void {
  const teams = new Map(apps.map(({ namespace: name, team }) => [name, team]));
  for (const [name, team] of teams) {
    const labels = { "example.com/team": team, "app.kubernetes.io/part-of": team };
    if (!SYSTEM_NAMESPACES.has(name)) apply(cluster, namespace(name, labels));
    if (team === "platform") continue;
    apply(cluster, roleBinding(name, `wheelhouse-team-${team}`, "edit", [groupSubject(`wheelhouse:team:${team}`)]));
    apply(cluster, limitRange(name, { cpu: "100m", memory: "128Mi" }));
    const big = name.startsWith("nlp");
    const gpu: Record<string, string> = name === "nlp-train" ? { "requests.nvidia.com/gpu": "8" } : {};
    if (!(name === "pay-ledger" && cluster.slug === "us-prod")) {
      apply(
        cluster,
        quota(name, "team-quota", {
          "requests.cpu": big ? "96" : "24",
          "requests.memory": big ? "640Gi" : "48Gi",
          pods: "80",
          ...gpu,
        }),
      );
    }
  }
}

function previousVersion(version: string): string {
  const [major = "1", minor = "0", patch = "0"] = version.split(".");
  return Number(patch) > 0 ? `${major}.${minor}.${Number(patch) - 1}` : `${major}.${Math.max(0, Number(minor) - 1)}.7`;
}

function addAround(cluster: ScenarioCluster, app: CatalogApp & AppSpec): void {
  if (app.config) {
    apply(
      cluster,
      configMap(app, {
        LOG_FORMAT: "json",
        FEATURES: "a,b",
        "app.yaml": `service: ${app.name}\nregion: ${cluster.slug}\n`,
      }),
    );
    apply(cluster, secret(app, ["DATABASE_URL", "API_TOKEN"]));
  }
  // The load balancer of the ingress controller has an address, and with it what the controller publishes.
  const status = { loadBalancer: { ingress: [{ hostname: `lb.${cluster.slug}.example.com` }] } };
  const balanced = app.name === "ingress-nginx-controller";
  if (balanced) apply(cluster, { ...service(app, "LoadBalancer"), status }, true);
  else if (app.kind === "Deployment" || app.kind === "StatefulSet") apply(cluster, service(app));
  if (app.host) apply(cluster, { ...ingress(app, `${cluster.slug}.${app.host}`), status }, true);
  if (app.scale) apply(cluster, autoscaler(app, ...app.scale));
}

/** Begins small in an older version; the release that is there now brought the size too. */
function addDeployment(cluster: ScenarioCluster, app: CatalogApp & AppSpec, bornMs: number): void {
  cluster.before(bornMs, () => {
    apply(cluster, deployment({ ...app, version: previousVersion(app.version), replicas: 1 }));
    addAround(cluster, app);
  });
  const releasedMs = Math.max(2 * HOUR, bornMs * (0.1 + cluster.random.next() * 0.6));
  cluster.before(releasedMs, () => {
    setImage(cluster, app, app.version);
    const found = cluster.state.store.get("deployments.apps", app.namespace, app.name) as Deployment;
    cluster.writer.change<Deployment>("deployments.apps", found, (current) => ({
      ...current,
      spec: { ...current.spec, replicas: app.replicas ?? 1 },
    }));
  });
}

function addApp(cluster: ScenarioCluster, app: CatalogApp & AppSpec): void {
  const bornMs = cluster.random.int(2 * DAY, 10 * DAY);
  if (app.kind === "Deployment") {
    addDeployment(cluster, app, bornMs);
    return;
  }
  cluster.before(bornMs, () => {
    if (app.kind === "StatefulSet") apply(cluster, statefulSet({ ...app, storage: app.storage ?? "10Gi" }));
    else if (app.kind === "DaemonSet")
      apply(cluster, daemonSet({ ...app, tolerations: [{ operator: "Exists", effect: "NoSchedule" }] }));
    else apply(cluster, cronJob(app, app.schedule ?? "*/10 * * * *"));
    addAround(cluster, app);
  });
}

/** Fills a cluster with its nodes, namespaces and the applications of the catalog, spread over the days before. */
export function populateCluster(cluster: ScenarioCluster, spec: DemoClusterSpec): void {
  const slug: ClusterSlug = spec.slug;
  for (const item of spec.nodes) apply(cluster, node(item, cluster.start - PAST_MS), true);
  apply(cluster, storageClass(...spec.storageClass, true));
  const apps = appsOn(slug);
  addNamespaces(cluster, apps);
  addExtras(cluster, slug);
  for (const app of apps) addApp(cluster, app);
}
