import { BEHAVIOUR_ANNOTATION } from "../controllers/kubelet/behaviour.ts";
import { KUBELET_ANNOTATION } from "../controllers/kubelet/kubelet.ts";
import type { Scenario, ScenarioCluster } from "../fleet/scenario.ts";
import type { Node } from "../types/workloads.ts";
import { dict } from "../util/json.ts";
import { type AppSpec, cronJob, daemonSet, deployment, job, statefulSet, templateOf } from "./kit/app.ts";
import { apply } from "./kit/apply.ts";
import { autoscaler, claim, configMap, ingress, secret, service } from "./kit/around-app.ts";
import { customDefinition, lease, limitRange, namespace, node, quota, storageClass } from "./kit/platform.ts";

const VERSION = "v1.36.3";
const MINUTE = 60_000;
const PAST = 40 * MINUTE;

const app = (name: string, extra: Partial<AppSpec> = {}): AppSpec => ({
  name,
  namespace: "team-a",
  team: "team-a",
  version: "1.0.0",
  replicas: 1,
  cpu: "50m",
  memory: "64Mi",
  ...extra,
});

/** Deployments by the state their pods end up in; the name says which. */
const DEPLOYMENTS: AppSpec[] = [
  app("running", { replicas: 3, config: true, init: "migrate", sidecar: "envoy" }),
  app("oom-killed", { replicas: 3, behaviour: "oom every=60s pods=1", memoryLimit: "256Mi", container: "api" }),
  app("crash-loop", { behaviour: "crash every=5s code=1" }),
  app("image-pull", { behaviour: "image-pull", version: "9.9.9" }),
  app("config-error", { behaviour: "config" }),
  app("init-crash", { behaviour: "init-crash code=2", init: "migrate" }),
  app("unready", { behaviour: "unready" }),
  app("flapping", { behaviour: "flapping every=90s for=30s" }),
  app("unschedulable", { cpu: "64" }),
  app("scaled-to-zero", { replicas: 0 }),
  app("never-available", { behaviour: "unready", replicas: 2 }),
  app("quota-blocked", { namespace: "team-b", team: "team-b", replicas: 4, cpu: "500m", memoryLimit: "64Mi" }),
];

function platform(cluster: ScenarioCluster): void {
  const at = cluster.start - PAST;
  const size = { cpu: 4, memoryGi: 16, version: VERSION, region: "eu-1" };
  for (const [index, name] of ["node-a", "node-b", "node-cordoned", "node-lost"].entries()) {
    apply(cluster, node({ ...size, name, ip: `10.0.0.${index + 1}`, zone: `eu-1${"abcd"[index]}` }, at), true);
  }
  apply(cluster, storageClass("standard", "csi.example.com", true));
  for (const name of ["team-a", "team-b", "team-c"]) apply(cluster, namespace(name, { "example.com/team": name }));
  apply(cluster, quota("team-b", "team-quota", { "requests.cpu": "1", "requests.memory": "2Gi", pods: "10" }));
  apply(cluster, limitRange("team-b", { cpu: "100m", memory: "128Mi" }));
  const columns = [{ name: "Ready", type: "string", jsonPath: '.status.conditions[?(@.type=="Ready")].status' }];
  apply(cluster, customDefinition({ group: "example.com", plural: "widgets", kind: "Widget", short: ["wd"], columns }));
}

function workloads(cluster: ScenarioCluster): void {
  for (const spec of DEPLOYMENTS) apply(cluster, deployment(spec));
  const running = app("running", { replicas: 3 });
  apply(cluster, service(running));
  apply(cluster, ingress(running, "running.example.com"));
  apply(cluster, configMap(running, { "app.yaml": "mode: demo\n" }));
  apply(cluster, secret(running, ["DATABASE_PASSWORD"]));
  apply(cluster, autoscaler(running, 3, 3));
  apply(cluster, statefulSet({ ...app("stateful", { replicas: 2 }), storage: "1Gi" }));
  apply(cluster, daemonSet(app("daemon")));
  apply(cluster, job(app("job-complete", { behaviour: "complete after=10s" })));
  apply(cluster, job(app("job-failed", { behaviour: "fail after=5s code=3" }), { backoffLimit: 1 }));
  apply(cluster, job(app("job-running")));
  apply(cluster, cronJob(app("cron", { behaviour: "complete after=5s" }), "*/5 * * * *"));
  apply(cluster, cronJob(app("cron-suspended"), "0 3 * * *", { suspend: true }));
  apply(cluster, claim("team-a", "claim-bound", "1Gi"));
  apply(cluster, claim("team-a", "claim-pending", "1Gi", "no-such-class"));
  apply(cluster, {
    apiVersion: "example.com/v1",
    kind: "Widget",
    metadata: { name: "widget", namespace: "team-a" },
    spec: { size: 3 },
  });
}

function barePod(
  cluster: ScenarioCluster,
  name: string,
  behaviour: string,
  restartPolicy: string,
  finalizers: string[] = [],
): void {
  const template = templateOf(app(name, { behaviour }), restartPolicy);
  apply(cluster, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace: "team-a",
      labels: { "app.kubernetes.io/name": name },
      annotations: { [BEHAVIOUR_ANNOTATION]: behaviour },
      finalizers,
    },
    spec: { ...dict(template.spec), nodeName: "node-b" },
  });
}

function barePods(cluster: ScenarioCluster): void {
  barePod(cluster, "evicted", "evicted after=20s", "Always");
  barePod(cluster, "completed", "complete after=5s", "Never");
  barePod(cluster, "failed", "fail after=5s code=2", "Never");
  barePod(cluster, "terminating", "ok", "Always", ["example.com/hold"]);
  cluster.before(2 * MINUTE, () => {
    const pod = cluster.state.store.get("pods", "team-a", "terminating");
    if (pod) cluster.writer.remove("pods", pod);
  });
}

function spoilNodes(cluster: ScenarioCluster): void {
  const nodeOf = (name: string): Node => cluster.state.store.get("nodes", undefined, name) as Node;
  cluster.writer.change<Node>("nodes", nodeOf("node-cordoned"), (found) => ({
    ...found,
    spec: { ...found.spec, unschedulable: true },
  }));
  cluster.writer.change<Node>("nodes", nodeOf("node-lost"), (found) => ({
    ...found,
    metadata: { ...found.metadata, annotations: { ...found.metadata.annotations, [KUBELET_ANNOTATION]: "stopped" } },
  }));
  apply(cluster, lease("node-lost", cluster.start - 10 * MINUTE));
}

/** One cluster with every kind and every state of a pod that is worth a sentence. */
export function oneOfEachScenario(): Scenario {
  return {
    name: "one-of-each",
    seed: "one-of-each",
    clusters: [
      {
        slug: "one",
        historyMs: PAST,
        populate: (cluster) => {
          platform(cluster);
          cluster.before(30 * MINUTE, () => workloads(cluster));
          cluster.before(11 * MINUTE, () => barePods(cluster));
          cluster.before(10 * MINUTE, () => spoilNodes(cluster));
        },
      },
    ],
  };
}
