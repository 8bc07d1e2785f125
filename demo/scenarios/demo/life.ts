import type { ScenarioCluster } from "../../fleet/scenario.ts";
import type { Deployment, Pod } from "../../types/workloads.ts";
import type { ClusterSlug } from "./catalog/catalog-app.ts";
import { appsOn } from "./catalog.ts";
import { setImage } from "./set-image.ts";

const MINUTE = 60_000;

/** Applications whose version tells one of the demo's stories, and stays as it is. */
const FIXED = new Set([
  "checkout-api",
  "payments-gateway",
  "invoice-render",
  "ledger-writer",
  "suggest",
  "report-builder",
  "thumbnailer",
]);

const versionOf = (deployment: Deployment): string =>
  deployment.metadata.labels?.["app.kubernetes.io/version"] ?? "1.0.0";

function nextPatch(version: string): string {
  const [major = "1", minor = "0", patch = "0"] = version.split(".");
  return `${major}.${minor}.${Number(patch) + 1}`;
}

/** A release of one of the teams' applications, in turn. */
function release(cluster: ScenarioCluster, slug: ClusterSlug): void {
  const candidates = appsOn(slug).filter(
    ({ kind, team, name }) => kind === "Deployment" && team !== "platform" && !FIXED.has(name),
  );
  if (candidates.length === 0) return;
  const app = cluster.random.pick(candidates);
  const found = cluster.state.store.get("deployments.apps", app.namespace, app.name) as Deployment | undefined;
  if (found) setImage(cluster, app, nextPatch(versionOf(found)));
}

/** Somebody deletes a pod, or a node is made room on; its owner replaces it. */
function shake(cluster: ScenarioCluster): void {
  const pods = (cluster.state.store.list("pods") as Pod[]).filter(
    ({ metadata, status }) =>
      metadata.namespace !== "kube-system" && status.phase === "Running" && !metadata.deletionTimestamp,
  );
  if (pods.length > 0) cluster.writer.remove("pods", cluster.random.pick(pods));
}

/** The slow rollout: eight replicas, one by one, 40 s each until ready; then the next version, and so on. */
function rollGateway(cluster: ScenarioCluster): void {
  const name = { name: "payments-gateway", namespace: "pay-checkout" };
  const found = cluster.state.store.get("deployments.apps", name.namespace, name.name) as Deployment | undefined;
  if (found) setImage(cluster, name, versionOf(found) === "3.2.0" ? "3.1.9" : "3.2.0", "slow ready=40s");
}

function slowDown(cluster: ScenarioCluster): void {
  const found = cluster.state.store.get("deployments.apps", "pay-checkout", "payments-gateway") as
    | Deployment
    | undefined;
  if (!found) return;
  cluster.writer.change<Deployment>("deployments.apps", found, (current) => ({
    ...current,
    spec: {
      ...current.spec,
      minReadySeconds: 5,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    },
  }));
}

const OFFLINE_MS = 4 * MINUTE;
const OFFLINE_EVERY_MS = 13 * MINUTE;

/** The edge site loses its line for some minutes, again and again. */
function dropOff(cluster: ScenarioCluster): void {
  cluster.setFault({ kind: "unreachable" });
  cluster.clock.after(OFFLINE_MS, () => cluster.clearFault("unreachable"));
}

/** What goes on in a cluster of the demo while one watches. */
export function addLife(cluster: ScenarioCluster, slug: ClusterSlug): void {
  const { random, clock } = cluster;
  const releaseEvery = slug === "staging" ? 2 * MINUTE : slug === "edge-bremen" ? 20 * MINUTE : 5 * MINUTE;
  if (slug !== "bare-fra") cluster.every(releaseEvery + random.int(0, 40_000), () => release(cluster, slug));
  cluster.every(3 * MINUTE + random.int(0, 60_000), () => shake(cluster));
  if (slug === "eu-prod") {
    cluster.before(20 * MINUTE, () => slowDown(cluster));
    cluster.before(3 * MINUTE, () => {
      const again = (): void => {
        rollGateway(cluster);
        clock.after(10 * MINUTE, again);
      };
      again();
    });
  }
  if (slug === "edge-bremen") {
    cluster.before(-5 * MINUTE, () => {
      dropOff(cluster);
      cluster.every(OFFLINE_EVERY_MS, () => dropOff(cluster));
    });
  }
}
