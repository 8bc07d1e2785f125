// Backstage's own Kubernetes router over the clusters given as JSON on standard input:
// {"modules": DIR, "namespace": NS, "clusters": [{"name", "url", "caData", "token"}]}.
// Prints {"port": N} when it listens; ends with its parent. Stand-ins only for catalog, permissions and sign-in.
const { createRequire } = require("node:module");
const path = require("node:path");

let input = "";
process.stdin.on("data", (chunk) => {
  input += chunk;
  const end = input.indexOf("\n");
  if (end < 0) return;
  process.stdin.removeAllListeners("data");
  start(JSON.parse(input.slice(0, end)));
});
process.stdin.on("end", () => process.exit(0));

const silent = { info() {}, warn() {}, error() {}, debug() {}, child: () => silent };

async function start({ modules, namespace, clusters }) {
  const load = createRequire(path.join(modules, "package.json"));
  const { ConfigReader } = load("@backstage/config");
  const service = "@backstage/plugin-kubernetes-backend/dist/service/";
  const { KubernetesRouter } = load(`${service}KubernetesRouter.cjs.js`);
  const { KubernetesInitializer } = load(`${service}KubernetesInitializer.cjs.js`);
  const express = createRequire(load.resolve("@backstage/plugin-kubernetes-backend/package.json"))("express");
  const config = new ConfigReader({
    kubernetes: {
      serviceLocatorMethod: { type: "multiTenant" },
      clusterLocatorMethods: [
        {
          type: "config",
          clusters: clusters.map((cluster) => ({
            name: cluster.name,
            url: cluster.url,
            caData: cluster.caData,
            authProvider: "serviceAccount",
            serviceAccountToken: cluster.token,
          })),
        },
      ],
    },
  });
  const entity = {
    apiVersion: "backstage.io/v1alpha1",
    kind: "Component",
    metadata: {
      name: "x",
      namespace: "default",
      annotations: {
        "backstage.io/kubernetes-namespace": namespace,
        "backstage.io/kubernetes-label-selector": "app.kubernetes.io/name",
      },
    },
    spec: {},
  };
  const shared = {
    logger: silent,
    config,
    catalog: { getEntityByRef: async () => entity },
    auth: { getOwnServiceCredentials: async () => ({}) },
  };
  const ready = await KubernetesInitializer.create(shared).init();
  const router = await KubernetesRouter.create({
    ...shared,
    permissions: { authorize: async () => [{ result: "ALLOW" }] },
    authStrategyMap: Object.fromEntries(ready.authStrategyMap.entries()),
    clusterSupplier: ready.clusterSupplier,
    objectsProvider: ready.objectsProvider,
    discovery: {},
    httpAuth: { credentials: async () => ({}) },
    auditor: { createEvent: async () => ({ success: async () => {}, fail: async () => {} }) },
  }).getRouter();
  const app = express();
  app.use("/api/kubernetes", router);
  const server = app.listen(0, "127.0.0.1", () => {
    process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`);
  });
}
