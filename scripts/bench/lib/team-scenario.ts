import type { Scenario, ScenarioCluster } from "../../../demo/fleet/scenario.ts";
import type { KubeObject } from "../../../demo/types/object.ts";
import { makePod } from "./make-pod.ts";

const PODS_PER_APP = 5;
export const NAMESPACE = "team-a";

/** Clusters on which one team runs applications of five pods each: Deployments, ReplicaSets and pods of 6.4 KB. */
export function teamScenario(clusters: number, pods: number): Scenario {
  return {
    name: `team:${clusters}x${pods}`,
    seed: "team",
    clusters: Array.from({ length: clusters }, (_, index) => ({
      slug: `bench-${index + 1}`,
      controllers: false,
      // The network of the last one can be cut.
      relay: index === clusters - 1,
      populate: (cluster) => populate(cluster, pods),
    })),
  };
}

function populate({ writer, state, start }: ScenarioCluster, pods: number): void {
  writer.create("namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } });
  const createdAt = new Date(start - 86_400_000).toISOString().replace(/\.\d+/, "");
  for (let app = 0; app * PODS_PER_APP < pods; app++) {
    const count = Math.min(PODS_PER_APP, pods - app * PODS_PER_APP);
    state.store.put("deployments.apps", deployment(app, count, createdAt));
    state.store.put("replicasets.apps", replicaSet(app, count, createdAt));
    for (let at = 0; at < count; at++) state.store.put("pods", podOf(app, app * PODS_PER_APP + at));
  }
}

const nameOf = (app: number) => `app-${app}`;
const uidOf = (kind: string, app: number) => `00000000-0000-4000-${kind}-${String(app).padStart(12, "0")}`;
const labelsOf = (app: number) => ({
  "app.kubernetes.io/name": nameOf(app),
  "app.kubernetes.io/version": `1.${app % 7}.0`,
});

function podOf(app: number, index: number): KubeObject {
  const pod = makePod(index) as unknown as KubeObject;
  const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", controller: true, blockOwnerDeletion: true };
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      name: `${nameOf(app)}-5d9c7b-${index}`,
      namespace: NAMESPACE,
      labels: { ...pod.metadata.labels, ...labelsOf(app) },
      ownerReferences: [{ ...owner, name: `${nameOf(app)}-5d9c7b`, uid: uidOf("9000", app) }],
    },
  };
}

function template(app: number) {
  const image = `registry.example.com/team-a/${nameOf(app)}:1.${app % 7}.0`;
  return { metadata: { labels: labelsOf(app) }, spec: { containers: [{ name: "main", image }] } };
}

function deployment(app: number, replicas: number, creationTimestamp: string): KubeObject {
  const selector = { matchLabels: { "app.kubernetes.io/name": nameOf(app) } };
  const at = { lastTransitionTime: creationTimestamp, lastUpdateTime: creationTimestamp };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      ...{ name: nameOf(app), namespace: NAMESPACE, uid: uidOf("8000", app), resourceVersion: "", generation: 1 },
      ...{ creationTimestamp, labels: labelsOf(app), annotations: { "deployment.kubernetes.io/revision": "1" } },
    },
    spec: { replicas, selector, template: template(app) },
    status: {
      ...{ observedGeneration: 1, replicas, updatedReplicas: replicas, readyReplicas: replicas },
      availableReplicas: replicas,
      conditions: [{ type: "Available", status: "True", reason: "MinimumReplicasAvailable", message: "", ...at }],
    },
  };
}

function replicaSet(app: number, replicas: number, creationTimestamp: string): KubeObject {
  const owner = { apiVersion: "apps/v1", kind: "Deployment", controller: true, blockOwnerDeletion: true };
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      ...{ name: `${nameOf(app)}-5d9c7b`, namespace: NAMESPACE, uid: uidOf("9000", app), resourceVersion: "" },
      ...{ creationTimestamp, labels: labelsOf(app), annotations: { "deployment.kubernetes.io/revision": "1" } },
      ownerReferences: [{ ...owner, name: nameOf(app), uid: uidOf("8000", app) }],
    },
    spec: { replicas, selector: { matchLabels: labelsOf(app) }, template: template(app) },
    status: { replicas, readyReplicas: replicas, availableReplicas: replicas, observedGeneration: 1 },
  };
}
