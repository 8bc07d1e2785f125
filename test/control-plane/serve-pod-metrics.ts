import { startTestServer, type TestServer } from "#lib/kubernetes/testing/start-test-server";
import type { Kubectl } from "./run-kubectl.ts";

const GROUP_VERSION = "metrics.k8s.io/v1beta1";
const NAMESPACE = "kube-system";
const NAME = "metrics-server";

/** What every pod is said to use. */
export const POD_USAGE = { cpu: "5m", memory: "32Mi" };

type Pod = { metadata: { name: string; namespace: string }; spec: { containers: { name: string }[] } };

/**
 * A metrics API of a control plane: an APIService whose server is this process, since nothing measures simulated pods.
 * The API server reaches it through its aggregation layer, as it does metrics-server.
 */
export async function servePodMetrics(kubectl: Kubectl): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const run = async (args: string[], input?: string) => {
    const { code, stdout, stderr } = await kubectl(args, { input });
    if (code !== 0) throw new Error(`kubectl ${args.join(" ")}: ${stderr}`);
    return stdout;
  };
  const server = await startTestServer({
    protocol: "http/1.1",
    handler: async ({ url, json }) => {
      if (!url.pathname.endsWith("/pods")) return json(200, DISCOVERY);
      const listed = JSON.parse(await run(["get", "pods", "--all-namespaces", "--output", "json"])) as { items: Pod[] };
      json(200, { kind: "PodMetricsList", apiVersion: GROUP_VERSION, metadata: {}, items: listed.items.map(measured) });
    },
  });
  await run(["apply", "-f", "-"], JSON.stringify(manifest(server.port)));
  await run(["wait", "--for=condition=Available", `apiservice/v1beta1.metrics.k8s.io`, "--timeout=60s"]);
  const stop = async () => {
    await run(["delete", "apiservice", "v1beta1.metrics.k8s.io"]);
    await server.close();
  };
  return { server, stop };
}

function measured({ metadata: { name, namespace }, spec }: Pod): object {
  const containers = spec.containers.map((container) => ({ name: container.name, usage: POD_USAGE }));
  return { metadata: { name, namespace }, timestamp: "2026-01-01T00:00:00Z", window: "15s", containers };
}

const DISCOVERY = {
  kind: "APIResourceList",
  apiVersion: "v1",
  groupVersion: GROUP_VERSION,
  resources: [{ name: "pods", singularName: "", namespaced: true, kind: "PodMetrics", verbs: ["get", "list"] }],
};

const manifest = (port: number) => ({
  apiVersion: "v1",
  kind: "List",
  items: [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: NAME, namespace: NAMESPACE },
      spec: { type: "ExternalName", externalName: "localhost", ports: [{ port }] },
    },
    {
      apiVersion: "apiregistration.k8s.io/v1",
      kind: "APIService",
      metadata: { name: "v1beta1.metrics.k8s.io" },
      spec: {
        group: "metrics.k8s.io",
        version: "v1beta1",
        groupPriorityMinimum: 100,
        versionPriority: 100,
        insecureSkipTLSVerify: true,
        service: { name: NAME, namespace: NAMESPACE, port },
      },
    },
  ],
});
