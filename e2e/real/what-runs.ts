import { randomUUID } from "node:crypto";
import type { Kubectl } from "../../test/control-plane/run-kubectl.ts";
import { waitUntil } from "../../test/control-plane/wait-until.ts";

/** The value of a Secret that must never be seen. */
export const SECRET_VALUE = `hush-${randomUUID()}`;

type Workload = { readonly replicas: number; readonly cpu?: string; readonly memory?: string; readonly slow?: boolean };

function deployment(namespace: string, name: string, { replicas, cpu = "100m", memory = "64Mi", slow }: Workload) {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      replicas,
      // Slow enough to be seen rolling out: each new pod must have been ready for so many seconds.
      ...(slow ? { minReadySeconds: 2, strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } } : {}),
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [
            {
              name,
              image: `registry.example.com/${name}:1.0`,
              resources: { requests: { cpu, memory } },
              ...(slow ? { env: settings } : {}),
            },
          ],
        },
      },
    },
  };
}

const settings = [
  { name: "GREETING", valueFrom: { configMapKeyRef: { name: "web-settings", key: "greeting" } } },
  { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "web-database", key: "password" } } },
];

const namespace = (name: string) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
const list = (items: readonly object[]) => JSON.stringify({ apiVersion: "v1", kind: "List", items });

const around = [
  {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "web-settings", namespace: "shop-front" },
    data: { greeting: "hello" },
  },
  {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "web-database", namespace: "shop-front" },
    stringData: { password: SECRET_VALUE },
  },
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web", namespace: "shop-front" },
    spec: { selector: { app: "web" }, ports: [{ port: 80, targetPort: 8080 }] },
  },
  {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: "team-quota", namespace: "shop-front" },
    spec: { hard: { "requests.cpu": "1", "requests.memory": "2Gi" } },
  },
];

/** What the cluster itself allows the team to read, where it has been asked to. */
const teamMayView = {
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "RoleBinding",
  metadata: { name: "shop-view", namespace: "shop-front" },
  roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
  subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "wheelhouse:team:shop" }],
};

/**
 * On the first cluster: the team's `shop-front` (with a quota that blocks `importer`), and two namespaces that are not
 * theirs, one of them named as theirs on the second.
 */
export async function fillFirst(kubectl: Kubectl): Promise<void> {
  await apply(kubectl, [...["shop-front", "shop-back", "ledgers"].map(namespace), ...around, teamMayView]);
  await waitUntil("the quota to be counted", async () => {
    const { stdout } = await kubectl([
      "get",
      "quota",
      "team-quota",
      "-n",
      "shop-front",
      "-o",
      "jsonpath={.status.hard}",
    ]);
    return stdout.includes("requests.cpu");
  });
  await apply(kubectl, [
    deployment("shop-front", "web", { replicas: 3, slow: true }),
    deployment("shop-back", "mirror-cart", { replicas: 1 }),
    deployment("ledgers", "bookkeeper", { replicas: 2 }),
  ]);
  await untilReady(kubectl, ["shop-front/web", "shop-back/mirror-cart", "ledgers/bookkeeper"]);
  // Only now: what the quota has left does not depend on who came first.
  await apply(kubectl, [deployment("shop-front", "importer", { replicas: 1, cpu: "2" })]);
  await waitUntil("the quota to refuse", async () => (await quotaRefusal(kubectl)) !== "");
}

/** On the second cluster: the team's `shop-back`, and a namespace of others. */
export async function fillSecond(kubectl: Kubectl): Promise<void> {
  await apply(kubectl, [
    ...["shop-back", "billing"].map(namespace),
    deployment("shop-back", "api", { replicas: 2 }),
    deployment("shop-back", "retired", { replicas: 1 }),
    deployment("billing", "invoices", { replicas: 1 }),
  ]);
  await untilReady(kubectl, ["shop-back/api", "shop-back/retired", "billing/invoices"]);
}

/** What the cluster says of why `importer` has no pods. */
export async function quotaRefusal(kubectl: Kubectl): Promise<string> {
  const path = 'jsonpath={.status.conditions[?(@.type=="ReplicaFailure")].message}';
  const { stdout } = await kubectl(["get", "deployment", "importer", "-n", "shop-front", "-o", path]);
  return stdout;
}

/** Names that belong to others: none of them may ever reach the team. */
export const FOREIGN = ["mirror-cart", "ledgers", "bookkeeper", "billing", "invoices"];

/** Runs kubectl. @throws Error with its own words when it fails */
export async function run(kubectl: Kubectl, args: readonly string[], input?: string): Promise<void> {
  const done = await kubectl(args, { input });
  if (done.code !== 0) throw new Error(`kubectl ${args.join(" ")}: ${done.stdout}${done.stderr}`);
}

async function apply(kubectl: Kubectl, items: readonly object[]): Promise<void> {
  await run(kubectl, ["apply", "-f", "-"], list(items));
}

async function untilReady(kubectl: Kubectl, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [space = "", deploymentName = ""] = name.split("/");
    await run(kubectl, ["rollout", "status", `deployment/${deploymentName}`, "-n", space, "--timeout=90s"]);
  }
}
